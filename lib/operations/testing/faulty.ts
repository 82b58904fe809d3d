import type { Deps, LedgerTx } from "../ports";

/** One call of a port goes wrong: the `at`-th (from 0), before or after it had its effect. */
export type Fault = { readonly at: number; readonly when: "before" | "after"; readonly error: () => Error };

export const BROKEN = "A port broke";

/** Where it struck: in a transaction, whose effects end with it, or outside one; null: it was never reached. */
export type Struck = "inside" | "outside" | null;

/**
 * The same world behind ports of which one call fails. Every method counts: those of the transaction, of the ledger, the
 * directory, the clock, the ids and the random bytes.
 */
export function faulty(deps: Deps, { at, when, error }: Fault) {
  let calls = 0;
  let struck: Struck = null;
  let [transactions, looks] = [0, 0];

  function strike(moment: Fault["when"], call: number, where: Exclude<Struck, null>): void {
    if (call !== at || moment !== when) return;
    struck = where;
    throw error();
  }

  const port = <Port extends object>(of: Port, where: Exclude<Struck, null>): Port =>
    new Proxy(of, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          const call = calls++;
          strike("before", call, where);
          const answer: unknown = value.apply(target, given);
          if (!(answer instanceof Promise)) {
            strike("after", call, where);
            return answer;
          }
          return answer.then((settled) => {
            strike("after", call, where);
            return settled;
          });
        };
      },
    });

  const ledger: Deps["ledger"] = {
    ...deps.ledger,
    transact: async (scope, body) => {
      const value = await deps.ledger.transact(scope, (tx) => body(port<LedgerTx>(tx, "inside")));
      transactions++;
      return value;
    },
    verify: async (scope, query) => {
      const answer = await deps.ledger.verify(scope, query);
      looks++;
      return answer;
    },
    audit: async (scope, entry) => {
      await deps.ledger.audit(scope, entry);
      looks++;
    },
  };
  return {
    deps: {
      ...deps,
      ledger: port(ledger, "outside"),
      directory: port(deps.directory, "outside"),
      clock: port(deps.clock, "outside"),
      ids: port(deps.ids, "outside"),
      random: port(deps.random, "outside"),
    } satisfies Deps,
    struck: (): Struck => struck,
    /** What was written meanwhile: transactions of requests; looks and denials, which every attempt leaves anew. */
    written: () => ({ transactions, looks }),
  };
}
