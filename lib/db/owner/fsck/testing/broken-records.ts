import type { Broken } from "./broken";

const DISPENSED = "biz_step = 'dispensing' and disposition = 'dispensed'";
const supplied = `(select id from event where ${DISPENSED})`;
const WAITING = "(select event_id from outbox order by seq limit 1)";

/** Events, their bytes, and the log. */
export const BROKEN_RECORDS: readonly Broken[] = [
  // Every acknowledged event exactly once
  [
    "an effect is gone",
    ["delivery"],
    [`delete from event_effect where event_id = ${supplied}`],
    ["EVENT_MUST_NOT_BE_LOGGED", "EVENT_WITHOUT_EFFECT"],
  ],
  [
    "an event is gone",
    ["delivery"],
    [`delete from event where ${DISPENSED}`],
    ["EFFECT_WITHOUT_EVENT", "LEAF_WITHOUT_EVENT", "REQUEST_OUTCOME_DANGLING"],
  ],
  [
    "an event never reaches the log",
    ["delivery"],
    ["delete from outbox where seq = (select min(seq) from outbox)"],
    ["EVENT_NOT_QUEUED"],
  ],
  [
    "an event is queued again",
    ["delivery"],
    [`insert into outbox (kind, event_id, entry) select 1, id, entry from event where ${DISPENSED}`],
    ["EVENT_QUEUED_TWICE"],
  ],
  [
    "a refused event waits for the log",
    ["delivery"],
    [`update event_effect set effect = 'refused' where event_id = ${WAITING}`],
    ["EVENT_MUST_NOT_BE_LOGGED"],
  ],
  [
    "a leaf belongs to no event",
    ["delivery"],
    [`update log_leaf set event_id = gen_random_uuid() where event_id = ${supplied}`],
    ["EVENT_NOT_QUEUED", "LEAF_WITHOUT_EVENT"],
  ],
  [
    "an entry that waits is another one",
    ["delivery"],
    [`update outbox set entry = sha256('x') where event_id = ${WAITING}`],
    ["ENTRY_DIFFERS"],
  ],
  [
    "a capturer is no party any more",
    ["delivery"],
    [`delete from event_party where event_id = ${supplied}`],
    ["EVENT_WITHOUT_CAPTURER"],
  ],
  [
    "a request was never audited",
    ["delivery"],
    ["delete from audit where id = (select max(id) from audit where detail ? 'requestKey')"],
    ["REQUEST_NOT_AUDITED"],
  ],

  // Its bytes
  [
    "a document says another time",
    ["events"],
    [
      `update event set document = convert_to(replace(convert_from(document, 'UTF8'), '"2026-', '"2025-'), 'UTF8') where ${DISPENSED}`,
    ],
    ["EVENT_COLUMNS_DIFFER", "EVENT_HASH_WRONG", "RECORD_HASH_WRONG"],
  ],
  [
    "an event has another capturer's site",
    ["events"],
    [
      `update event set site_id = (select id from site where gln <> (select gln from site where id = event.site_id) limit 1) where ${DISPENSED}`,
    ],
    ["RECORD_HASH_WRONG"],
  ],
  [
    "an event key is another one",
    ["events"],
    [`update event set event_key = sha256('x') where ${DISPENSED}`],
    ["ENTRY_WRONG"],
  ],
  [
    "a public statement says something else",
    ["events"],
    [`update event set statement = jsonb_set(statement, '{country}', '"US"') where ${DISPENSED}`],
    ["ENTRY_WRONG"],
  ],
  [
    "a unit is no longer named",
    ["events"],
    [`delete from event_epc where event_id = ${supplied}`],
    ["ENTRY_WRONG", "EVENT_UNITS_DIFFER"],
  ],
  [
    "a column says another state",
    ["events"],
    [`update event set registry_state = 'EXPORTED' where ${DISPENSED}`],
    ["EVENT_COLUMNS_DIFFER"],
  ],
  [
    "a pack moved to another batch",
    ["events"],
    [
      `update epc set batch_id = (select id from batch where number = 'RECALLED') where link like '%/21/SOUND-0'`,
    ],
    ["EVENT_BATCH_DIFFERS"],
  ],

  // The log
  ["a leaf in the middle is gone", ["log"], ["delete from log_leaf where index = 3"], ["LEAF_GAP"]],
  [
    "a leaf lies beyond the end",
    ["log"],
    [
      "insert into log_leaf (log_id, index, kind, entry, logged_at) select log_id, size, 1, root, now() from log_state",
    ],
    ["LEAF_GAP"],
  ],
  [
    "a leaf is another one",
    ["log"],
    ["update log_leaf set entry = sha256('x') where index = 3"],
    ["TILE_WRONG"],
  ],
  [
    "a tile is another one",
    ["log"],
    ["update log_tile set hashes = overlay(hashes placing sha256('x') from 1) where level = 0"],
    ["CHECKPOINT_WRONG", "ROOT_WRONG", "TILE_WRONG"],
  ],
  [
    "a tile is gone",
    ["log"],
    ["delete from log_tile where level = 0"],
    ["CHECKPOINT_WRONG", "ROOT_WRONG", "TILE_WRONG"],
  ],
  ["the head has another root", ["log"], ["update log_state set root = sha256('x')"], ["ROOT_WRONG"]],
  [
    "a published head has another root",
    ["log"],
    ["update checkpoint set root = sha256('x')"],
    ["ANCHOR_WRONG", "CHECKPOINT_WRONG"],
  ],
  [
    "a published head is larger than the log",
    ["log"],
    ["update checkpoint set size = size + 9"],
    ["ANCHOR_WRONG", "CHECKPOINT_WRONG"],
  ],
  [
    "a signature is gone",
    ["log"],
    ["update checkpoint set note = regexp_replace(note, E'\\n\\u2014[^\\n]+\\n$', E'\\n')"],
    ["CHECKPOINT_UNSIGNED"],
  ],
  [
    "a note is not of this log",
    ["log"],
    ["update checkpoint set note = replace(note, 'packproof.example', 'packpr00f.example')"],
    ["CHECKPOINT_UNSIGNED", "CHECKPOINT_WRONG"],
  ],
  ["an anchor is beyond the log", ["log"], ["update anchor set size = size + 1000"], ["ANCHOR_WRONG"]],
  ["an anchor has another root", ["log"], ["update anchor set root = sha256('x')"], ["ANCHOR_WRONG"]],
];
