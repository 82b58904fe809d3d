import { equalBytes } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { AnchorChain, AnchorStep, Answer, ChainFault, Fees } from "../log-ports";

type Hex = `0x${string}`;
type Tx = {
  readonly hash: Hex;
  readonly nonce: number;
  readonly step: AnchorStep | null;
  readonly fees: Fees;
};
type Mined = Tx & { readonly success: boolean };

const fault = (kind: string, error?: string): { readonly ok: false; readonly fault: ChainFault } => ({
  ok: false,
  fault: error === undefined ? { kind } : { kind, error },
});
const ok = <Value>(value: Value): Answer<Value> => ({ ok: true, value });

/**
 * A chain with one payer and one log, in memory: blocks, a pool of waiting transactions, nonces, fees, and the
 * contract's rules for heads. What happens to it is said by the test; the real contract is tried in *.chain.test.ts.
 */
export function fakeChain(options: { readonly depth?: number } = {}) {
  const depth = BigInt(options.depth ?? 2);
  let blocks: readonly (readonly Mined[])[] = [];
  const pool = new Map<number, Tx>();
  const made = new Map<Hex, Tx>();
  let baseFee = 10n;
  let away = false;
  let drops = false;
  let count = 0;
  const times = new Map<string, number>();

  const mined = (): readonly Mined[] => blocks.flat();
  const nonce = (): number => mined().filter((tx) => tx.nonce >= 0).length;
  /** The contract as it stands after these transactions: roots by size, in the order of recording. */
  const contract = (transactions: readonly Mined[] = mined()): Map<bigint, Uint8Array> => {
    const roots = new Map<bigint, Uint8Array>();
    for (const { step, success } of transactions) if (step && success) roots.set(step.newSize, step.root);
    return roots;
  };
  const headOf = (roots: Map<bigint, Uint8Array>) => {
    const size = [...roots.keys()].reduce((max, at) => (at > max ? at : max), 0n);
    const root = roots.get(size);
    return root ? { size, root } : null;
  };
  const refusal = (step: AnchorStep, roots = contract()): string | null => {
    const recorded = roots.get(step.newSize);
    if (recorded) return equalBytes(recorded, step.root) ? null : "RootConflict";
    const size = headOf(roots)?.size ?? 0n;
    if (step.oldSize !== size) return "StaleHead";
    return step.newSize > size ? null : "InvalidSize";
  };
  const asked = async <Value>(name: string, answer: () => Answer<Value>): Promise<Answer<Value>> => {
    times.set(name, (times.get(name) ?? 0) + 1);
    return away ? fault("unreachable") : answer();
  };

  const port: AnchorChain = {
    head: () => asked("head", () => ok(headOf(contract()))),
    rootAt: (_log, size) => asked("rootAt", () => ok(contract().get(size) ?? null)),
    nextNonce: () => asked("nextNonce", () => ok(nonce())),
    prepareAnchor: (step, { nonce: at, replace }) =>
      asked("prepareAnchor", () => {
        const no = refusal(step);
        if (no) return fault("reverted", no);
        const bumped = replace ? (replace.maxFeePerGas * 9n) / 8n + 1n : 0n;
        const maxFeePerGas = bumped > baseFee * 2n ? bumped : baseFee * 2n;
        const fees = { maxFeePerGas, maxPriorityFeePerGas: 1n };
        const hash: Hex = `0x${toHex(new Uint8Array([++count >> 8, count & 255]))}`;
        made.set(hash, { hash, nonce: at, step, fees });
        return ok({ rawTx: hash, hash, nonce: at, fees });
      }),
    broadcast: (rawTx) =>
      asked("broadcast", () => {
        const tx = made.get(rawTx);
        if (!tx) throw new Error("Nobody has signed this");
        if (tx.nonce < nonce()) {
          return mined().some(({ hash }) => hash === tx.hash) ? ok("mined") : fault("nonce-expired");
        }
        const waiting = pool.get(tx.nonce);
        if (waiting?.hash === tx.hash) return ok("sent");
        if (tx.fees.maxFeePerGas < baseFee) return fault("fee-too-low");
        if (waiting && tx.fees.maxFeePerGas <= waiting.fees.maxFeePerGas) {
          return fault("fee-too-low");
        }
        if (!drops) pool.set(tx.nonce, tx);
        return ok("sent");
      }),
    receiptOf: (hash) =>
      asked("receiptOf", () => {
        const at = blocks.findIndex((block) => block.some((tx) => tx.hash === hash));
        const tx = blocks[at]?.find((candidate) => candidate.hash === hash);
        if (!tx) return ok(null);
        return ok({
          status: tx.success ? "success" : "reverted",
          block: BigInt(at + 1),
          gasUsed: 60_000n,
        } as const);
      }),
    finalizedBlock: () => asked("finalizedBlock", () => ok(BigInt(blocks.length) - depth)),
    settle: () => asked("settle", () => ok(undefined)),
  };

  const include = (transactions: readonly Tx[]): void => {
    const block: Mined[] = [];
    for (const tx of transactions) {
      const success = tx.step === null || refusal(tx.step, contract([...mined(), ...block])) === null;
      block.push({ ...tx, success });
    }
    blocks = [...blocks, block];
  };

  return {
    port,
    /** One block with what waits and pays enough. */
    mine(): void {
      const next: Tx[] = [];
      for (let at = nonce(); ; at++) {
        const tx = pool.get(at);
        if (!tx || tx.fees.maxFeePerGas < baseFee) break;
        pool.delete(at);
        next.push(tx);
      }
      include(next);
    },
    /** Takes the last blocks away; their transactions are forgotten, or wait again. */
    reorganise(count: number, keep = false): void {
      const gone = blocks.slice(-count).flat();
      blocks = blocks.slice(0, -count);
      if (keep) for (const { success: _success, ...tx } of gone) pool.set(tx.nonce, tx);
      else pool.clear();
    },
    /** A transaction of the same payer that somebody else sent, with the next nonce. */
    spendNonce(): void {
      pool.delete(nonce());
      include([
        {
          hash: `0xf${++count}`,
          nonce: nonce(),
          step: null,
          fees: { maxFeePerGas: 1n, maxPriorityFeePerGas: 1n },
        },
      ]);
    },
    /** Anybody may put a published head there: its signature is public. Paid for by somebody else. */
    anchoredByStranger(step: Pick<AnchorStep, "oldSize" | "newSize" | "root">): void {
      const whole = { ...step, logId: new Uint8Array(), proof: [], headSignature: new Uint8Array() };
      const tx = {
        hash: `0xe${++count}` as Hex,
        nonce: -1,
        step: whole,
        fees: { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
      };
      blocks = [...blocks, [{ ...tx, success: true }]];
    },
    setBaseFee(fee: bigint): void {
      baseFee = fee;
    },
    setAway(is: boolean): void {
      away = is;
    },
    /** The node forgets what it is sent. */
    setDropping(is: boolean): void {
      drops = is;
    },
    waiting: () => [...pool.values()],
    /** Sizes in the order in which the contract recorded them; a no-op is none. */
    recorded: (): readonly bigint[] => [...contract().keys()],
    asked: (name: string) => times.get(name) ?? 0,
  };
}

export type FakeChain = ReturnType<typeof fakeChain>;
