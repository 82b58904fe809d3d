import { randomBytes } from "node:crypto";
import { sessionCookieName } from "@/lib/auth/cookie";
import { openSession } from "@/lib/auth/sessions";
import { orgId, personId, siteId } from "@/lib/core/pack/ids";
import { openDatabase } from "@/lib/db/database";
import { postgresSessions } from "@/lib/db/sessions";
import { nodePrimitives } from "@/lib/primitives/node";
import type { Credential } from "../ledger/web";
import type { BenchSite } from "../ledger/world";

/** A person signed in there: a key could not release a batch. */
export async function sessionOf(webUrl: string, origin: string, site: BenchSite): Promise<Credential> {
  const db = openDatabase(webUrl, { max: 1 });
  try {
    const token = await openSession(
      {
        sessions: postgresSessions(db),
        clock: { now: Date.now },
        random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
        sha256: nodePrimitives.sha256,
      },
      { personId: personId(site.personId), orgId: orgId(site.orgId), siteId: siteId(site.siteId) },
    );
    if (token === null) throw new Error(`${site.name} has no role at its site`);
    return { Cookie: `${sessionCookieName(origin)}=${token}` };
  } finally {
    await db.close();
  }
}
