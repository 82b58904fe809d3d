import type { Capturing } from "./capture-ports";
import type { Deps, LedgerTx, Tools } from "./ports";

/**
 * The same operations, in a transaction that is open already. What is answered to a repeat is its owner's to know, so
 * their requests keep no answers of their own.
 */
export function inside({ capturing: _outer, ...tools }: Tools, tx: LedgerTx, capturing?: Capturing): Deps {
  const unkeyed: LedgerTx = { ...tx, outcomeOf: async () => null, keepOutcome: async () => undefined };
  return {
    ...tools,
    ...(capturing ? { capturing } : {}),
    ledger: {
      transact: (_scope, body) => body(unkeyed),
      audit: (_scope, entry) => tx.audit(entry),
      verify: outside,
      find: outside,
      tree: outside,
      trace: outside,
      delivery: outside,
      deliveryExceptions: outside,
      replacing: outside,
      recalls: outside,
      recallBoard: outside,
    },
  };
}

/** Another connection would not see what this transaction has done. */
const outside = (): never => {
  throw new Error("An operation asked for something outside its transaction");
};
