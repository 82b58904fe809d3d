import type { PlaceKind } from "@/lib/core/custody/place";
import type { PlaceTx } from "@/lib/operations/place-ports";
import { Prisma } from "./generated/client";
import type { Statements } from "./transaction";

const { sql } = Prisma;

/** Places inside sites, and totes. */
export function placeTx(tx: Statements): PlaceTx {
  const placeKind: PlaceTx["placeKind"] = async (site, label) => {
    const [row] = await tx.rows<{ kind: PlaceKind }>(
      sql`select kind from site_place where site_id = ${site}::uuid and label = ${label}`,
    );
    return row?.kind ?? null;
  };
  return {
    async definePlace({ siteId, label, kind }) {
      tx.send(sql`insert into site_place (site_id, label, kind) values (${siteId}::uuid, ${label}, ${kind})
        on conflict (site_id, label) do nothing`);
      return (await placeKind(siteId, label)) ?? kind;
    },
    placeKind,
    async putAway(roots, label) {
      tx.send(sql`select ledger_put_away(${[...roots]}::bigint[], ${label})`);
    },
    places: (site) => tx.ask(sql`units_at_places(${site}::uuid)`),
    createTote: (t) =>
      tx.ask(sql`ledger_create_tote(${t.siteId}::uuid, ${t.link}, ${t.grai}, ${t.eventId}::uuid)::text`),
  };
}
