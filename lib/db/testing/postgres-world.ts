import pg from "pg";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { DELEGATIONS, ORGANISATIONS, PEOPLE, PRODUCTS } from "@/lib/operations/testing/cast";
import { seeded, testClock, type World } from "@/lib/operations/testing/world";
import { nodePrimitives } from "@/lib/primitives/node";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { type FreshDatabase, freshDatabase } from "@/scripts/testing/database";
import { type Database, openDatabase } from "../database";
import { postgresDirectory } from "../directory";
import { postgresLedger } from "../ledger";
import { postgresPicture } from "./postgres-picture";

export type PostgresWorld = World & {
  readonly fresh: FreshDatabase;
  /** The web tier's connections. */
  readonly db: Database;
  /** The owner's login: sees and may do what no process of Packproof does. */
  readonly owner: pg.Pool;
};

/** A database of its own with the cast in it; operations run with the web tier's login. */
export async function postgresWorld(seed = "packproof", connections = 10): Promise<PostgresWorld> {
  const fresh = await freshDatabase();
  await insertCast(fresh.ownerUrl);
  const db = openDatabase(fresh.webUrl, { max: connections });
  const owner = new pg.Pool({ connectionString: fresh.ownerUrl, max: 2 });
  // Tests end connections on purpose; the next query opens a new one.
  owner.on("error", () => undefined);
  const clock = testClock();
  return {
    fresh,
    db,
    owner,
    clock,
    deps: {
      clock,
      ...seeded(seed, nodePrimitives.sha256),
      sha256: nodePrimitives.sha256,
      ledger: postgresLedger(db),
      directory: postgresDirectory(db),
      afterShipping: settleWaiting,
    },
    picture: () => postgresPicture(owner),
    async close() {
      await db.close();
      await owner.end();
      await fresh.drop();
    },
  };
}

const CREATED = "2020-01-01T00:00:00Z";

/** Master data, as an administrator would have entered it. */
export async function insertCast(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    for (const { id, name, prefix, country, activated, licences, sites } of ORGANISATIONS) {
      await client.query(
        "insert into organisation (id, name, prefixes, country, activated_at, created_at) values ($1, $2, $3, $4, $5, $6)",
        [id, name, [prefix], country, activated ? CREATED : null, CREATED],
      );
      for (const { kind, validFrom, validTo } of licences) {
        await client.query(
          "insert into capability (org_id, kind, licence, valid_from, valid_to) values ($1, $2, 'L1', $3, $4)",
          [id, kind, validFrom, validTo],
        );
      }
      for (const site of sites) {
        await client.query(
          `insert into site (id, org_id, gln, name, city, country, time_zone, custody_from, latitude, longitude)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            site.id,
            id,
            site.gln,
            site.name,
            site.city,
            site.country,
            site.timeZone,
            site.tracks ? CREATED : null,
            site.coordinates?.latitude,
            site.coordinates?.longitude,
          ],
        );
      }
    }
    for (const product of PRODUCTS) {
      await client.query(
        `insert into product (id, holder_id, gtin, case_gtin, case_size, name, strength, form, pack_size, serialised, markets, unserialised_markets, state, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [
          product.id,
          product.holderId,
          product.gtin,
          product.caseGtin,
          product.caseSize,
          product.name,
          product.strength,
          product.form,
          product.packSize,
          product.serialised,
          product.markets,
          product.unserialisedMarkets,
          product.state,
          CREATED,
        ],
      );
    }
    for (const { from, to, actions, products, validFrom, validTo } of DELEGATIONS) {
      await client.query(
        `insert into delegation (id, holder_id, agent_id, verbs, product_ids, valid_from, valid_to)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
        [from, to, actions, products ?? [], validFrom, validTo],
      );
    }
    for (const { personId, personName, job, orgId, roles } of PEOPLE) {
      await client.query("insert into person (id, name, job, created_at) values ($1, $2, $3, $4)", [
        personId,
        personName,
        job,
        CREATED,
      ]);
      await client.query(
        "insert into membership (id, person_id, org_id, roles) values (gen_random_uuid(), $1, $2, $3)",
        [personId, orgId, roles.map(({ role }) => role)],
      );
    }
  });
}
