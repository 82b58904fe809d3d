import type pg from "pg";
import { type Batch, EXPIRY, LINE_PRODUCT, MAKER, PREFIX, PRODUCTS, SITES } from "./world";

const LONG_AGO = "2020-01-01T00:00:00Z";

/** Organisations with one site and one person each, and the products: as an administrator would have entered them. */
export async function loadMasterData(owner: pg.Client): Promise<void> {
  for (const { orgId, siteId, personId, gln, name, capabilities } of SITES) {
    await owner.query(
      "insert into organisation (id, name, prefixes, country, activated_at, created_at) values ($1, $2, $3, 'AT', $4, $4)",
      [orgId, name, [PREFIX], LONG_AGO],
    );
    for (const kind of capabilities) {
      await owner.query(
        "insert into capability (org_id, kind, licence, valid_from) values ($1, $2, 'L1', $3)",
        [orgId, kind, LONG_AGO],
      );
    }
    await owner.query(
      `insert into site (id, org_id, gln, name, city, country, time_zone, custody_from)
       values ($1, $2, $3, $4, 'Graz', 'AT', 'Europe/Vienna', $5)`,
      [siteId, orgId, gln, name, LONG_AGO],
    );
    await owner.query("insert into person (id, name, job, created_at) values ($1, $2, 'Operator', $3)", [
      personId,
      name,
      LONG_AGO,
    ]);
    await owner.query(
      "insert into membership (id, person_id, org_id, roles) values (gen_random_uuid(), $1, $2, '{operator,responsible}')",
      [personId, orgId],
    );
  }
  for (const { id, gtin } of PRODUCTS) {
    await owner.query(
      `insert into product (id, holder_id, gtin, case_size, name, strength, form, pack_size, serialised, markets, state, created_at)
       values ($1, $2, $3, 100, 'Ternavex', '10 mg', 'tablets', '30', true, '{AT}', 'ACTIVE', $4)`,
      [id, MAKER.orgId, gtin, LONG_AGO],
    );
  }
}

export const insertBatch = (
  owner: pg.Client,
  { id, number, size, product }: Pick<Batch, "id" | "number" | "size" | "product">,
) =>
  owner.query(
    `insert into batch (id, product_id, holder_id, number, expiry_printed, last_valid_day, state, released_at, planned_size, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      product.id,
      MAKER.orgId,
      number,
      EXPIRY.printed,
      EXPIRY.day,
      product === LINE_PRODUCT ? "PACKAGED" : "RELEASED",
      product === LINE_PRODUCT ? null : LONG_AGO,
      size,
      LONG_AGO,
    ],
  );
