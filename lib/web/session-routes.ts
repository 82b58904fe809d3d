import { z } from "zod";
import { cookieValue, sessionCookie, sessionCookieName } from "@/lib/auth/cookie";
import { closeSession, openSession, SESSION_MS, scopeOfToken } from "@/lib/auth/sessions";
import { signInToDemo, signInWithPassword } from "@/lib/auth/sign-in";
import type { TenantScope } from "@/lib/operations/scope";
import { clientAddress } from "./client-address";
import { sessionDeps, type Web } from "./deps";
import { organisation, person, site } from "./fields";
import { type Asked, type Open, tooMany } from "./handle";
import { answer, problem, refusals } from "./problem";

const demoSeat = z.strictObject({ personId: person, orgId: organisation, siteId: site });
const credentials = z.strictObject({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(1000),
});
export const signInFields = z.union([demoSeat, credentials]);
export const switchFields = z.strictObject({ siteId: site });

/** Opens a session and sets its cookie. Tried passwords are counted by address and by e-mail address. */
export async function signIn({
  web,
  input,
  request,
}: Open<z.output<typeof signInFields>>): Promise<Response> {
  if ("email" in input) {
    const now = web.deps.clock.now();
    const own = await web.limits.signIns.take(clientAddress(request.headers), now);
    if (own.wait > 0) return tooMany(own);
    const ofOne = await web.limits.signInsOfOne.take(input.email.trim().toLowerCase(), now);
    if (ofOne.wait > 0) return tooMany(ofOne);
  }
  const deps = sessionDeps(web);
  const signedIn =
    "email" in input ? await signInWithPassword(deps, input) : await signInToDemo(deps, web.env.DEMO, input);
  if (!signedIn.ok) return problem(signedIn.refusal);
  await closeSession(deps, tokenOf(web, request));
  return withSession(web, signedIn.value.token);
}

/** The same person at another of the organisation's sites: a new session in place of the old one. */
export async function switchSite({ web, scope, input, request }: Asked<{ siteId: TenantScope["siteId"] }>) {
  // A key stays at the site it was made for, and never becomes a session.
  if (scope.key) return problem(refusals.notForKeys);
  const deps = sessionDeps(web);
  const token = await openSession(deps, { ...scope, siteId: input.siteId });
  if (token === null) {
    return problem({
      code: "FORBIDDEN_SITE",
      message: "You have no role at that site.",
      next: "Choose one of your sites, or ask your administrator for a role there.",
    });
  }
  await closeSession(deps, tokenOf(web, request));
  return withSession(web, token);
}

/** Ends the session here and in the database: a copied cookie is worthless afterwards. */
export async function signOut({ web, request }: Open<unknown>): Promise<Response> {
  await closeSession(sessionDeps(web), tokenOf(web, request));
  return answer({}, { "Set-Cookie": sessionCookie(web.env.PUBLIC_ORIGIN, "", 0) });
}

/** Whom a screen greets: nothing of the session but names, places and roles. */
export const whoOf = ({ personName, job, orgName, siteId, siteName, siteCity, roles, key }: TenantScope) => ({
  name: personName,
  job,
  organisation: orgName,
  site: { id: siteId, name: siteName, city: siteCity },
  roles,
  /** Of a key; null: a person. */
  scopes: key?.scopes ?? null,
});

async function withSession(web: Web, token: string): Promise<Response> {
  const scope = await scopeOfToken(sessionDeps(web), token);
  if (!scope) return problem(refusals.signedOut);
  await web.deps.ledger.audit(scope, {
    action: "sign-in",
    outcome: "done",
    detail: {},
    at: web.deps.clock.now(),
  });
  const cookie = sessionCookie(web.env.PUBLIC_ORIGIN, token, SESSION_MS / 1000);
  return answer(whoOf(scope), { "Set-Cookie": cookie });
}

const tokenOf = (web: Web, request: Request): string | null =>
  cookieValue(request.headers.get("cookie"), sessionCookieName(web.env.PUBLIC_ORIGIN));
