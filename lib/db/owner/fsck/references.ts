import { type Fsck, findings } from "./context";

/** table.column → the table whose id it is. Columns may be null; what is in them must be there. */
const REFERENCES: readonly (readonly [table: string, column: string, target: string])[] = [
  ["epc", "batch_id", "batch"],
  ["epc", "parent_id", "epc"],
  ["epc", "holder_id", "organisation"],
  ["epc", "site_id", "site"],
  ["epc", "state_event_id", "event"],
  ["containment", "child_id", "epc"],
  ["containment", "parent_id", "epc"],
  ["genealogy", "epc_id", "epc"],
  ["genealogy", "event_id", "event"],
  ["hold", "epc_id", "epc"],
  ["hold", "batch_id", "batch"],
  ["hold", "shipment_id", "shipment"],
  ["hold", "from_hold", "hold"],
  ["hold", "recall_id", "recall"],
  ["hold", "placed_by_org_id", "organisation"],
  ["batch", "product_id", "product"],
  ["batch", "holder_id", "organisation"],
  ["event", "capturer_id", "organisation"],
  ["event", "site_id", "site"],
  ["event", "acting_for_id", "organisation"],
  ["event_epc", "event_id", "event"],
  ["event_epc", "epc_id", "epc"],
  ["event_party", "event_id", "event"],
  ["event_party", "org_id", "organisation"],
  ["shipment", "sender_id", "organisation"],
  ["shipment", "receiver_id", "organisation"],
  ["shipment", "buyer_id", "organisation"],
  ["shipment", "sender_site_id", "site"],
  ["shipment", "receiver_site_id", "site"],
  ["shipment", "ship_event_id", "event"],
  ["shipment", "receive_event_id", "event"],
  ["shipment_line", "shipment_id", "shipment"],
  ["shipment_line", "epc_id", "epc"],
  ["shipment_exception", "shipment_id", "shipment"],
  ["announcement", "org_id", "organisation"],
  ["announcement", "site_id", "site"],
  ["announcement_line", "announcement_id", "announcement"],
  ["site_place", "site_id", "site"],
  ["shipment_quantity", "shipment_id", "shipment"],
  ["shipment_quantity", "batch_id", "batch"],
  ["quantity_move", "event_id", "event"],
  ["quantity_move", "batch_id", "batch"],
  ["quantity_move", "site_id", "site"],
  ["waiting_unit", "org_id", "organisation"],
  ["waiting_unit", "sender_id", "organisation"],
  ["waiting_unit", "site_id", "site"],
  ["shipment_exception_note", "exception_id", "shipment_exception"],
  ["recall", "org_id", "organisation"],
  ["recall_market", "batch_id", "batch"],
  ["recall_response", "recall_id", "recall"],
  ["recall_response", "site_id", "site"],
  ["product_withdrawal", "product_id", "product"],
  ["verification", "epc_id", "epc"],
];

/** What the data model asks of rows that no constraint of the database can say. */
export async function checkReferences(fsck: Fsck): Promise<void> {
  for (const [table, column, target] of REFERENCES) {
    await findings(
      fsck,
      "DANGLING_REFERENCE",
      `select distinct '${table}' as subject, '${column} ' || t.${column} || ' is no ${target}' as detail
       from ${table} t where t.${column} is not null and not exists (select from ${target} x where x.id = t.${column})`,
    );
  }
  await findings(
    fsck,
    "CUSTODY_NOT_ON_ROOT",
    `select link as subject, 'in container ' || coalesce(parent_id::text, 'none') || ', held by ' || coalesce(holder_id::text, 'nobody') as detail
     from epc where (parent_id is null) <> (holder_id is not null) or (parent_id is null) <> (place is not null)`,
  );
  await findings(
    fsck,
    "CONTAINER_IN_ITSELF",
    `with recursive climb as (
       select id as start, parent_id, 1 as depth from epc where kind = 'sscc' and parent_id is not null
       union all
       select c.start, u.parent_id, c.depth + 1 from climb c join epc u on u.id = c.parent_id
       where u.parent_id is not null and c.parent_id <> c.start and c.depth < 64)
     select distinct u.link as subject, 'climbing from it never ends' as detail
     from climb c join epc u on u.id = c.start where c.parent_id = c.start or c.depth = 64`,
  );
  await findings(
    fsck,
    "PACK_OF_ANOTHER_PRODUCT",
    `select u.link as subject, 'its batch ' || b.number || ' is of ' || p.gtin as detail
     from epc u join batch b on b.id = u.batch_id join product p on p.id = b.product_id where u.gtin <> p.gtin`,
  );
}
