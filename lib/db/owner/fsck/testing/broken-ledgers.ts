import type { Broken } from "./broken";

const link = (serial: string) => `link like '%/21/${serial}'`;
const SUPPLIED = "(select id from event where biz_step = 'dispensing' and disposition = 'dispensed')";

/** States, counters and rows that no event explains. */
export const BROKEN_LEDGERS: readonly Broken[] = [
  // States against a replay of the events
  [
    "a pack is active again",
    ["units"],
    [`update epc set state = 'ACTIVE' where ${link("SOUND-3")}`],
    ["STATE_DIFFERS"],
  ],
  [
    "a state stands on another event",
    ["units"],
    [
      `update epc set state_event_id = (select id from event where biz_step = 'packing' limit 1) where ${link("SOUND-3")}`,
    ],
    ["STATE_DIFFERS"],
  ],
  [
    "a pack is disposed of by nobody",
    ["units"],
    [`update epc set own_disposition = 'DISPOSED' where ${link("SOUND-5")}`],
    ["DISPOSITION_DIFFERS"],
  ],
  [
    "a lost pack is found by nobody",
    ["units"],
    [`update epc set own_disposition = null where ${link("SOUND-11")}`],
    ["DISPOSITION_DIFFERS"],
  ],
  [
    "a pack changes hands by itself",
    ["units"],
    [
      `update epc set site_id = (select id from site where id <> epc.site_id limit 1) where ${link("SOUND-5")}`,
    ],
    ["CUSTODY_DIFFERS"],
  ],
  [
    "a pack travels by itself",
    ["units"],
    [`update epc set place = 'IN_TRANSIT' where ${link("SOUND-5")}`],
    ["CUSTODY_DIFFERS"],
  ],
  [
    "a pack is in another case",
    ["units"],
    [
      `update epc set parent_id = (select parent_id from epc where ${link("SOUND-4")}) where ${link("SOUND-0")}`,
    ],
    ["CONTAINER_DIFFERS"],
  ],
  [
    "a case was never packed",
    ["units"],
    [`delete from containment where child_id = (select parent_id from epc where ${link("SOUND-0")})`],
    ["CONTAINMENT_DIFFERS"],
  ],
  [
    "a stay ended earlier",
    ["units"],
    [
      `update containment set from_seq = from_seq - 1 where child_id = (select id from epc where ${link("SOUND-3")})`,
    ],
    ["CONTAINMENT_DIFFERS"],
  ],
  [
    "a hold vanished",
    ["units"],
    [`delete from hold where epc_id = (select id from epc where ${link("SOUND-5")})`],
    ["HOLDS_DIFFER"],
  ],
  [
    "an opened pack is whole",
    ["units"],
    [`update epc set remaining = null where ${link("SOUND-7")}`],
    ["OPENED_DIFFERS"],
  ],
  [
    "a whole pack is opened",
    ["units"],
    [`update epc set remaining = 3 where ${link("SOUND-5")}`],
    ["OPENED_DIFFERS"],
  ],
  [
    "a repacking forgot an old pack",
    ["units"],
    ["delete from genealogy where side = 'old'"],
    ["GENEALOGY_DIFFERS"],
  ],
  [
    "a pack was supplied twice",
    ["units"],
    [
      `insert into event_epc (event_id, epc_id, role, ledger_seq) select e.id, n.epc_id, 0, 1000000 from event e, event_epc n where e.id = ${SUPPLIED} and n.event_id = e.id`,
    ],
    ["HISTORY_IMPOSSIBLE"],
  ],
  [
    "a pack comes from nowhere",
    ["units"],
    [
      "insert into epc (id, kind, link, gtin, serial, batch_id, holder_id, site_id, place, state) select 1, 'sgtin', 'https://id.gs1.org/01/0/21/X', '0', 'X', batch_id, holder_id, site_id, place, state from epc where parent_id is null and batch_id is not null limit 1",
    ],
    ["HISTORY_IMPOSSIBLE"],
  ],
  [
    "a batch is not released",
    ["classes"],
    ["update batch set state = 'PACKAGED', released_at = null where number = 'SOUND'"],
    ["BATCH_STATE_DIFFERS"],
  ],
  [
    "a batch is held by nobody",
    ["classes"],
    ["update batch set held_at = now() where number = 'SOUND'"],
    ["BATCH_HOLDS_DIFFER"],
  ],
  ["a recall is milder", ["classes"], ["update recall_market set class = 4"], ["RECALL_DIFFERS"]],
  ["a withdrawal is forgotten", ["classes"], ["delete from product_withdrawal"], ["WITHDRAWAL_DIFFERS"]],

  // Counters and rows
  ["a stock counter drifted", ["counters"], ["update stock set n = n + 1 where n > 0"], ["STOCK_DIFFERS"]],
  [
    "a counter of packs without serials drifted",
    ["counters"],
    ["update quantity_stock set n = n + 1"],
    ["QUANTITY_DIFFERS"],
  ],
  [
    "packs without serials stand on another book than they were put on",
    ["counters"],
    [
      "update quantity_stock set n = n - 1 where book = 'STOCK'",
      "update quantity_stock set n = n + 1 where book = 'RETURNED'",
    ],
    ["QUANTITY_DIFFERS"],
  ],
  [
    "more packs without serials moved than anybody said",
    ["counters"],
    [
      "update quantity_move set delta = delta + 1",
      "update quantity_stock set n = n + 1 where book = 'STOCK'",
    ],
    ["QUANTITY_NOT_TOLD"],
  ],
  [
    "a unit's hold counter drifted",
    ["counters"],
    [`update epc set hold_count = 2 where ${link("SOUND-5")}`],
    ["HOLD_COUNT_DIFFERS"],
  ],
  [
    "a batch's hold counter drifted",
    ["counters"],
    ["update batch set hold_count = 5 where number = 'SOUND'"],
    ["BATCH_HOLD_COUNT_DIFFERS"],
  ],
  ["a container is gone", ["references"], ["delete from epc where kind = 'sscc'"], ["DANGLING_REFERENCE"]],
  [
    "custody stands on a child",
    ["references"],
    [
      "alter table epc drop constraint epc_custody_on_roots",
      `update epc set holder_id = (select id from organisation limit 1) where ${link("SOUND-0")}`,
    ],
    ["CUSTODY_NOT_ON_ROOT"],
  ],
  [
    "a container is in itself",
    ["references"],
    [
      `update epc set parent_id = (select id from epc c where c.parent_id = epc.id), holder_id = null, site_id = null, place = null where kind = 'sscc' and id = (select parent_id from epc where kind = 'sscc' and parent_id is not null)`,
    ],
    ["CONTAINER_IN_ITSELF"],
  ],
  [
    "a pack has another product code",
    ["references"],
    [`update epc set gtin = '09999999999999' where ${link("SOUND-0")}`],
    ["PACK_OF_ANOTHER_PRODUCT"],
  ],
];
