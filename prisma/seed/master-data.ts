import type pg from "pg";
import { type Calendar, TIME_ZONE } from "./calendar";
import { idOf } from "./derive";
import { COUNTRY, delegation, lindhof, organisations } from "./organisations";
import { people } from "./people";
import { products } from "./products";
import { licensedFrom } from "./scope";

/** Who exists and what they sell. The only rows the loader writes itself: operations do all the rest. */
export async function writeMasterData(client: pg.Client, calendar: Calendar): Promise<void> {
  const now = new Date(calendar.now);
  const from = new Date(`${licensedFrom(calendar)}T00:00:00Z`);
  const insert = async (table: string, row: Readonly<Record<string, unknown>>): Promise<void> => {
    const columns = Object.keys(row);
    const places = columns.map((_, i) => `$${i + 1}`);
    await client.query(
      `insert into ${table} (${columns.join(", ")}) values (${places.join(", ")})`,
      Object.values(row),
    );
  };
  for (const { id, name, prefix, capabilities, sites } of organisations) {
    const activated = { activated_at: from, created_at: now };
    await insert("organisation", { id, name, prefixes: [prefix], country: COUNTRY, ...activated });
    for (const kind of capabilities) {
      const licence = `EXAMPLE-${prefix}-${kind}`;
      await insert("capability", { org_id: id, kind, licence, valid_from: from });
    }
    for (const site of sites) {
      const place = { country: COUNTRY, time_zone: TIME_ZONE, custody_from: from };
      await insert("site", { org_id: id, ...site, ...place });
    }
  }
  for (const [order, { id, name, job, roles, organisation, site }] of people.entries()) {
    // The sign-in page lists people by the time they were made.
    await insert("person", { id, name, job, created_at: new Date(calendar.now + order) });
    const membership = { id: idOf(`membership/${name}`), person_id: id, roles };
    await insert("membership", { ...membership, org_id: organisation.id, site_id: site.id });
  }
  const { actions: verbs, id, holderId: holder_id, agentId: agent_id } = delegation;
  await insert("delegation", { id, holder_id, agent_id, verbs, product_ids: [], valid_from: from });
  for (const product of products) {
    await insert("product", {
      id: product.id,
      holder_id: lindhof.id,
      gtin: product.gtin,
      case_gtin: product.caseGtin,
      case_size: product.caseSize,
      name: product.name,
      strength: product.strength,
      form: product.form,
      pack_size: product.packSize,
      serialised: product.serialised,
      markets: product.markets,
      state: "ACTIVE",
      created_at: now,
    });
  }
}

/** The instant of the load that wrote them, or null: then nothing of the demo world is there. */
export async function masterDataFrom(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ created_at: Date }>(
    "select created_at from organisation where id = $1",
    [lindhof.id],
  );
  return rows[0]?.created_at.getTime() ?? null;
}
