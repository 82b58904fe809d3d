import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { TenantScope } from "@/lib/operations/scope";
import { sessionDeps, web } from "@/lib/web/deps";
import { sessionCookieName } from "./cookie";
import { scopeOfToken } from "./sessions";

/** Who looks at this page, or null. Asked of the database once for each request. */
export const scopeFromCookies = cache(async (): Promise<TenantScope | null> => {
  const at = web();
  const cookie = (await cookies()).get(sessionCookieName(at.env.PUBLIC_ORIGIN));
  return scopeOfToken(sessionDeps(at), cookie?.value ?? null);
});

/** For pages of the desk: whoever is not signed in goes to the sign-in page instead. */
export async function requireScope(): Promise<TenantScope> {
  return (await scopeFromCookies()) ?? redirect("/sign-in");
}
