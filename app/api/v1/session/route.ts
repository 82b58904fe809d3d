import { z } from "zod";
import { ok } from "@/lib/core/refusal";
import { nothing, who } from "@/lib/web/answers/access";
import { open, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { signIn, signInFields, signOut, switchFields, switchSite, whoOf } from "@/lib/web/session-routes";

export const POST = open(signInFields, signIn, {
  summary: "Sign in",
  description: "For persons: sets the session cookie. Programs use a key.",
  scope: null,
  answer: who,
  example: { email: "vera@example.org", password: "correct horse battery staple" },
});
export const GET = question(z.strictObject({}), async ({ scope }) => ok(whoOf(scope)), {
  summary: "Who am I?",
  description: "Also tells a program whose key it has.",
  scope: null,
  answer: who,
});
export const PATCH = question(switchFields, switchSite, {
  summary: "Work at another site",
  description: "For persons: a key stays at its site.",
  scope: null,
  personsOnly: true,
  answer: who,
  example: { siteId: "3f0c7a52-8a1e-4c59-9b1a-2f6d5f0f7e11" },
});
export const DELETE = open(z.strictObject({}), signOut, {
  summary: "Sign out",
  scope: null,
  answer: nothing,
});

export const { OPTIONS, PUT } = notAllowed("GET", "POST", "PATCH", "DELETE");
