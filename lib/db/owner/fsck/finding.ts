/** Every fault that fsck knows, with what whoever runs the database does about it. */
export const FAULTS = {
  EVENT_WITHOUT_EFFECT: "Restore the database: an event was half written or its effect removed.",
  EFFECT_WITHOUT_EVENT: "Restore the database: an event was removed.",
  EVENT_NOT_QUEUED: "Restore the database: an event would never reach the log.",
  EVENT_QUEUED_TWICE: "Stop the worker: an event would stand in the log twice. Restore the database.",
  EVENT_MUST_NOT_BE_LOGGED: "Restore the database: the log would prove an event that was refused.",
  LEAF_WITHOUT_EVENT: "Restore the database: the log has an event that is gone.",
  ENTRY_DIFFERS: "Restore the database: the log commits to another event than the one that is kept.",
  EVENT_HASH_WRONG: "Restore the database: the event's document was changed.",
  RECORD_HASH_WRONG: "Restore the database: what is recorded of the event was changed.",
  ENTRY_WRONG: "Restore the database: the event no longer opens its log entry.",
  EVENT_UNITS_DIFFER: "Restore the database: the event's document names other units than its rows.",
  EVENT_COLUMNS_DIFFER: "Restore the database: the event's rows say something else than its document.",
  EVENT_WITHOUT_CAPTURER: "Restore the database: whoever captured the event can no longer read it.",
  EVENT_BATCH_DIFFERS: "Restore the database: packs stand in another batch than they were commissioned into.",
  REQUEST_OUTCOME_DANGLING: "Restore the database: an answer was given for something that is not there.",
  REQUEST_NOT_AUDITED: "Restore the database: a request was answered and its audit row is gone.",
  LEAF_GAP: "Stop the worker and restore the database: the log has a hole.",
  TILE_WRONG: "Stop the worker and restore the database: a tile is not made of the log's leaves.",
  ROOT_WRONG: "Stop the worker and restore the database: the head is not the root of its leaves.",
  CHECKPOINT_WRONG: "Stop the worker and restore the database: a published head is not this log's.",
  CHECKPOINT_UNSIGNED: "Stop the worker and restore the database: a published head lost its signatures.",
  ANCHOR_WRONG: "Stop the worker and look at the chain: a head was anchored that this log never had.",
  HISTORY_IMPOSSIBLE: "Look at the named event: no rule lets it follow those before it.",
  STATE_DIFFERS: "Restore the database: the pack's state is not what its events say.",
  DISPOSITION_DIFFERS: "Restore the database: where the pack says it is differs from its events.",
  CUSTODY_DIFFERS: "Restore the database: possessor or place differ from the events.",
  CONTAINER_DIFFERS: "Restore the database: it stands in another container than its events say.",
  CONTAINMENT_DIFFERS: "Restore the database: the trace of this unit would show another one's steps.",
  HOLDS_DIFFER: "Restore the database: holds appeared or vanished without an event.",
  OPENED_DIFFERS: "Restore the database: what is left in the pack differs from its events.",
  GENEALOGY_DIFFERS: "Restore the database: a recall would miss packs that came out of repacking.",
  BATCH_STATE_DIFFERS: "Restore the database: the batch's release differs from its events.",
  BATCH_HOLDS_DIFFER: "Restore the database: holds of the batch differ from its events.",
  RECALL_DIFFERS: "Restore the database: recalls differ from their events.",
  WITHDRAWAL_DIFFERS: "Restore the database: withdrawals differ from their events.",
  STOCK_DIFFERS: "Count again: the running counter drifted from the packs.",
  QUANTITY_DIFFERS: "Count again: the running counter drifted from what was moved.",
  QUANTITY_NOT_TOLD: "Restore the database: more or fewer packs without serials moved than the event says.",
  HOLD_COUNT_DIFFERS: "Count again: the unit's counter of holds drifted from its holds.",
  BATCH_HOLD_COUNT_DIFFERS: "Count again: the batch's counter of holds drifted from its holds.",
  DANGLING_REFERENCE: "Restore the database: a row points to one that is not there.",
  CUSTODY_NOT_ON_ROOT: "Restore the database: custody stands on the root of a tree and nowhere else.",
  CONTAINER_IN_ITSELF: "Restore the database: a container is inside itself.",
  PACK_OF_ANOTHER_PRODUCT: "Restore the database: the pack's product code is not its batch's.",
} as const;

export type FaultCode = keyof typeof FAULTS;

export type Finding = {
  readonly code: FaultCode;
  /** What it is about: a Digital Link, "event …", "checkpoint …". */
  readonly subject: string;
  /** What is kept and what should be. */
  readonly detail: string;
};
