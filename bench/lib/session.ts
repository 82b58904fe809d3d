import { sessionCookieName } from "@/lib/auth/cookie";
import { openSession, type SessionDeps, scopeOfToken } from "@/lib/auth/sessions";
import { orgId, personId, siteId } from "@/lib/core/pack/ids";
import type { Database } from "@/lib/db/database";
import { postgresSessions } from "@/lib/db/sessions";
import type { TenantScope } from "@/lib/operations/scope";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemClock, systemRandom } from "@/lib/primitives/system";
import type { Credential } from "../ledger/web";
import type { BenchSite } from "../ledger/world";

const depsOf = (db: Database): SessionDeps => ({
  sessions: postgresSessions(db),
  clock: systemClock,
  random: systemRandom,
  sha256: nodePrimitives.sha256,
});

async function tokenOf(deps: SessionDeps, site: BenchSite): Promise<string> {
  const seat = { personId: personId(site.personId), orgId: orgId(site.orgId), siteId: siteId(site.siteId) };
  const token = await openSession(deps, seat);
  if (token === null) throw new Error(`${site.name} has no role at its site`);
  return token;
}

/** A person signed in there: a key could not release a batch. */
export const credentialOf = async (db: Database, origin: string, site: BenchSite): Promise<Credential> => ({
  Cookie: `${sessionCookieName(origin)}=${await tokenOf(depsOf(db), site)}`,
});

/** The same person as operations know them. */
export async function scopeAt(db: Database, site: BenchSite): Promise<TenantScope> {
  const deps = depsOf(db);
  const scope = await scopeOfToken(deps, await tokenOf(deps, site));
  if (!scope) throw new Error(`${site.name} is not signed in`);
  return scope;
}
