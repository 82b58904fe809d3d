import { z } from "zod";
import { ok } from "@/lib/core/refusal";
import { open, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { signIn, signInFields, signOut, switchFields, switchSite, whoOf } from "@/lib/web/session-routes";

export const POST = open(signInFields, signIn);
export const GET = question(z.strictObject({}), async ({ scope }) => ok(whoOf(scope)));
export const PATCH = question(switchFields, switchSite);
export const DELETE = open(z.strictObject({}), signOut);

export const { OPTIONS, PUT } = notAllowed("GET", "POST", "PATCH", "DELETE");
