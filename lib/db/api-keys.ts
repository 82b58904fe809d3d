import type { Action } from "@/lib/core/access/permissions";
import type { KeyId } from "@/lib/core/pack/ids";
import type { KeyLine, Keys } from "@/lib/operations/key-ports";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { bytesOf, timestamp } from "./json";
import { ledgerTx } from "./ledger-tx";
import type { SessionUser } from "./sessions";
import { ask, rowsOf } from "./statement";
import { together } from "./together";
import { type Statements, transact } from "./transaction";

const { sql } = Prisma;

/** Whose a key is, with everything access decisions ask about, and what proves it. */
export type KeyHolder = Omit<SessionUser, "personId" | "personName" | "job"> & {
  /** SHA-256 of the secret, hex. */
  readonly hash: string;
  readonly keyId: KeyId;
  readonly name: string;
  readonly scopes: readonly Action[];
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
};

/** What the key gate asks. */
export type KeyRing = {
  find(prefix: string): Promise<KeyHolder | null>;
  used(id: KeyId, at: number): Promise<void>;
};

export const postgresKeyRing = (db: Database): KeyRing => ({
  find: together(
    async (prefixes) => {
      const rows = await rowsOf<{ holder: KeyHolder | null }>(
        db,
        sql`select api_key_find(prefix) as holder from unnest(${[...prefixes]}::text[]) with ordinality asked(prefix, ord) order by ord`,
      );
      return rows.map(({ holder }) => holder);
    },
    { most: 100, lanes: 2 },
  ),
  async used(id, at) {
    await ask(db, sql`api_key_used(${id}::uuid, ${timestamp(at)}::timestamptz)`);
  },
});

/** An organisation's keys, on Postgres. */
export const postgresKeys = (db: Database): Keys => ({
  create: (scope, key, audit) =>
    transact(db, scope, async (tx) => {
      const made = await tx.ask<boolean>(
        sql`api_key_create(${key.id}::uuid, ${scope.siteId}::uuid, ${key.name}, ${[...key.scopes]}::text[], ${key.prefix},
          ${bytesOf(key.secretHash)}, ${scope.personId}::uuid, ${key.requestKey}, ${timestamp(audit.at)}::timestamptz,
          ${key.expiresAt === null ? null : timestamp(key.expiresAt)}::timestamptz)`,
      );
      if (made) {
        await ledgerTx(tx, scope).audit(audit);
        return null;
      }
      const [before] = await lines(tx, sql`k.request_key = ${key.requestKey}`);
      if (!before) throw new Error("A key was made before, and is not there");
      return before;
    }),
  revoke: (scope, id, audit) =>
    transact(db, scope, async (tx) => {
      const done = await tx.ask<boolean>(
        sql`api_key_revoke(${id}::uuid, ${timestamp(audit.at)}::timestamptz)`,
      );
      if (done) await ledgerTx(tx, scope).audit(audit);
      return done;
    }),
  list: (scope) => transact(db, scope, (tx) => lines(tx, sql`k.org_id = ${scope.orgId}::uuid`)),
});

const lines = (tx: Statements, which: Prisma.Sql): Promise<readonly KeyLine[]> =>
  tx.rows<KeyLine>(sql`
    select k.id::text, k.name, k.prefix, k.scopes, s.name || ', ' || s.city as site, p.name as "createdBy",
           (extract(epoch from k.created_at) * 1000)::float8 as "createdAt",
           (extract(epoch from k.last_used_at) * 1000)::float8 as "lastUsedAt",
           (extract(epoch from k.expires_at) * 1000)::float8 as "expiresAt",
           (extract(epoch from k.revoked_at) * 1000)::float8 as "revokedAt"
    from api_key k join site s on s.id = k.site_id left join person p on p.id = k.created_by_id
    where ${which} order by k.created_at desc`);
