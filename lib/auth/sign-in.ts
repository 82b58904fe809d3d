import type { Refused, Result } from "@/lib/core/refusal";
import { ok, refuse } from "@/lib/core/refusal";
import type { Seat } from "@/lib/db/sessions";
import { passwordMatches } from "./password";
import { openSession, type SessionDeps } from "./sessions";

export type SignInCode = "SIGN_IN_REFUSED" | "FORBIDDEN_DEMO_ONLY" | "TOO_MANY_REQUESTS";
export type SignedIn = { readonly token: string };

/** One click: opens a session for a demo person. Only where the whole installation is a demo. */
export async function signInToDemo(
  deps: SessionDeps,
  demo: boolean,
  seat: Seat,
): Promise<Result<SignedIn, SignInCode>> {
  if (!demo) {
    return refuse(
      "FORBIDDEN_DEMO_ONLY",
      "Signing in without a password exists in the demo only.",
      "Sign in with your e-mail address and password.",
    );
  }
  // Whoever has a password is no demo person, and is never let in without it.
  const people = await deps.sessions.demoPeople();
  const known = people.some(({ personId, orgId }) => personId === seat.personId && orgId === seat.orgId);
  const token = known ? await openSession(deps, seat) : null;
  return token === null
    ? refuse("SIGN_IN_REFUSED", "This person does not work there.", "Choose a person from the list.")
    : ok({ token });
}

/**
 * E-mail address and password. One answer, in one time, for an address nobody has, a person without a password, a
 * wrong password and a person without a place. Opens the session at the first of the person's sites.
 */
export async function signInWithPassword(
  deps: SessionDeps,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Result<SignedIn, SignInCode>> {
  const candidate = await deps.sessions.candidate(email.trim());
  const matches = await passwordMatches(password, candidate?.passwordHash ?? null);
  if (matches === "busy") {
    return refuse("TOO_MANY_REQUESTS", "Many people are signing in just now.", "Try again in a moment.");
  }
  const place = candidate?.places?.[0];
  if (!matches || !candidate || !place) return notThese();
  const token = await openSession(deps, { personId: candidate.personId, ...place });
  return token === null ? notThese() : ok({ token });
}

const notThese = (): Refused<SignInCode> =>
  refuse("SIGN_IN_REFUSED", "E-mail address and password don't go together.", "Check both and try again.");
