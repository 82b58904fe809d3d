import { equalBytes } from "@/lib/core/bytes/bytes";
import { consistencyPathFromTiles } from "@/lib/core/log/tiles";
import { type AnchorTick, away, halted, IDLE, moved } from "./anchor-tick";
import type { AnchorDeps, AnchorRow, ChainFault, PublishedHead } from "./log-ports";
import { reconcileAnchors } from "./reconcile-anchors";

/**
 * One step of the anchor's state machine: pending → signed → submitted → mined → final. Every step is written before
 * the next is taken, so a kill at any moment is resumed by the next tick, and nothing is anchored twice: a step
 * repeated finds its own transaction, and the contract takes the same head again as a no-op. A step is written only
 * from the state it started in; when another worker was faster, this one has nothing to do.
 */
export async function anchorHead(deps: AnchorDeps): Promise<AnchorTick> {
  const row = await deps.anchors.inFlight();
  if (!row) return begin(deps);
  switch (row.state) {
    case "pending":
      return sign(deps, row);
    case "signed":
      return submit(deps, row);
    case "submitted":
      return look(deps, row);
    default:
      return finish(deps, row);
  }
}

/** Starts the next anchor: first sizes the chain has lost, then the newest head when its interval is over. */
async function begin(deps: AnchorDeps): Promise<AnchorTick> {
  const { anchors, chain, log, logId, clock } = deps;
  const onChain = await chain.head(logId);
  if (!onChain.ok) return away(onChain.fault);
  const oldSize = onChain.value?.size ?? 0n;
  if (onChain.value && oldSize > 0n) {
    const known = await log.checkpointAt(oldSize);
    if (!known) return halted(`The chain holds ${oldSize} leaves, which this log never published.`);
    if (!equalBytes(known.root, onChain.value.root)) {
      return halted(`The chain holds another root at ${oldSize} leaves than this log published.`);
    }
  }
  let last = await anchors.newestFinal();
  if (last && oldSize < last.size) {
    // The chain went back. What it lost comes first: sizes only grow there, so none of them could follow a newer one.
    const tick = await reconcileAnchors(deps);
    if (tick.kind !== "idle") return tick;
    last = await anchors.newestFinal();
  }
  if (oldSize > 0n && last?.size !== oldSize) {
    const adopted = await adopt(deps, oldSize);
    if (adopted) return adopted;
  }
  const lost = (await anchors.lost()).find((size) => size > oldSize);
  const target = lost === undefined ? await log.latestCheckpoint() : await log.checkpointAt(lost);
  if (!target || target.size <= oldSize) return IDLE;
  if (lost === undefined && last && clock.now() - last.createdAt < deps.interval) return IDLE;
  const row = { id: deps.ids.uuid(), oldSize, size: target.size, root: target.root };
  return (await anchors.insert(row, clock.now())) ? moved("idle", "pending", target.size) : IDLE;
}

/** The chain's head came by a transaction of ours that was given up (killed between two steps): it counts after all. */
async function adopt({ anchors, chain, clock }: AnchorDeps, size: bigint): Promise<AnchorTick | null> {
  for (const row of await anchors.ofSize(size)) {
    if (row.txHash === null || row.state === "final") continue;
    const receipt = await chain.receiptOf(row.txHash);
    if (!receipt.ok) return away(receipt.fault);
    if (receipt.value?.status !== "success") continue;
    const { block, gasUsed } = receipt.value;
    const taken = await anchors.update(row, { state: "mined", block, gasUsed, error: null }, clock.now());
    return taken ? moved(row.state, "mined", size) : IDLE;
  }
  return null;
}

async function sign(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { anchors, chain, clock } = deps;
  const nonce = await chain.nextNonce();
  if (!nonce.ok) return away(nonce.fault);
  const step = await stepOf(deps, row);
  // A transaction of ours under this nonce may still wait somewhere: the new one must pay enough to replace it.
  const [before] = (await anchors.withNonce(nonce.value)).filter(({ fees }) => fees !== null).sort(byFee);
  const prepared = await chain.prepareAnchor(step, {
    nonce: nonce.value,
    ...(before?.fees ? { replace: before.fees } : {}),
  });
  if (!prepared.ok) return refused(deps, row, prepared.fault);
  const { rawTx, hash, fees } = prepared.value;
  const change = { state: "signed", nonce: nonce.value, rawTx, txHash: hash, fees } as const;
  return write(deps, row, change, clock.now());
}

/** The contract said no before anything was sent: start over from the head it has now, or halt. */
async function refused(deps: AnchorDeps, row: AnchorRow, fault: ChainFault): Promise<AnchorTick> {
  if (fault.kind !== "reverted") return away(fault);
  const error = fault.error ?? "";
  if (error === "StaleHead") return write(deps, row, { state: "superseded", error }, deps.clock.now());
  await deps.anchors.update(row, { state: "reverted", error }, deps.clock.now());
  return halted(`The contract refused the head of ${row.size} leaves: ${error}.`);
}

async function submit(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { chain, clock } = deps;
  if (!row.rawTx) throw new Error(`Anchor ${row.id} is signed without a transaction`);
  const sent = await chain.broadcast(row.rawTx);
  // Priced out of the market before it was ever taken: dearer under the same nonce.
  if (!sent.ok && sent.fault.kind === "fee-too-low" && isStuck(deps, row)) return replace(deps, row);
  // Another transaction took the nonce: one this row replaced, perhaps. Looking at receipts tells.
  if (!sent.ok && sent.fault.kind !== "nonce-expired") return away(sent.fault);
  return write(deps, row, { state: "submitted" }, clock.now());
}

/** Is it mined? If not for long: replace it under the same nonce, carrying the newest head. */
async function look(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { anchors, chain, clock } = deps;
  if (row.nonce === null || !row.rawTx)
    throw new Error(`Anchor ${row.id} was submitted without a transaction`);
  // Asked before the receipts: a transaction mined between the two questions must not look like a spent nonce.
  const nonce = await chain.nextNonce();
  if (!nonce.ok) return away(nonce.fault);
  for (const candidate of await anchors.withNonce(row.nonce)) {
    if (!candidate.txHash) continue;
    const receipt = await chain.receiptOf(candidate.txHash);
    if (!receipt.ok) return away(receipt.fault);
    if (!receipt.value) continue;
    const { status, block, gasUsed } = receipt.value;
    const mined = status === "success";
    const change = {
      state: mined ? "mined" : "reverted",
      block,
      gasUsed,
      error: mined ? null : "reverted",
    } as const;
    // The row that lost steps aside before the mined one steps in: one in flight, always.
    if (candidate.id !== row.id) await anchors.update(row, { state: "superseded" }, clock.now());
    const written = await anchors.update(candidate, change, clock.now());
    return written ? moved("submitted", change.state, candidate.size) : IDLE;
  }
  if (nonce.value > row.nonce) {
    // The nonce is spent and none of ours has a receipt: a foreign transaction of this payer. Start over.
    return write(deps, row, { state: "superseded", error: "nonce spent elsewhere" }, clock.now());
  }
  if (nonce.value < row.nonce) {
    // Transactions of ours before this one are gone: the chain went back. Start over from what it has now.
    return write(deps, row, { state: "lost", error: "the chain went back" }, clock.now());
  }
  if (isStuck(deps, row)) return replace(deps, row);
  const sent = await chain.broadcast(row.rawTx);
  // Too cheap by now: it is replaced once it has waited long enough.
  const waits = sent.ok || sent.fault.kind === "nonce-expired" || sent.fault.kind === "fee-too-low";
  if (!waits) return away(sent.fault);
  return { kind: "waiting", state: "submitted", size: row.size };
}

async function replace(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { anchors, chain, clock, ids, log } = deps;
  const newest = await log.latestCheckpoint();
  if (!newest || row.nonce === null || !row.fees) throw new Error(`Anchor ${row.id} cannot be replaced`);
  const next = { id: ids.uuid(), oldSize: row.oldSize, size: newest.size, root: newest.root };
  const prepared = await chain.prepareAnchor(await stepOf(deps, next), {
    nonce: row.nonce,
    replace: row.fees,
  });
  if (!prepared.ok) {
    // Somebody else put a head there meanwhile: start over from it, under the same nonce and with a higher fee.
    const stale = prepared.fault.kind === "reverted" && prepared.fault.error === "StaleHead";
    return stale
      ? write(deps, row, { state: "superseded", error: "StaleHead" }, clock.now())
      : away(prepared.fault);
  }
  const { rawTx, hash, fees } = prepared.value;
  const change = { state: "signed", nonce: row.nonce, rawTx, txHash: hash, fees } as const;
  const written = await anchors.supersede(row, next, change, clock.now());
  return written ? moved(row.state, "signed", next.size) : IDLE;
}

async function finish(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { chain, clock, logId } = deps;
  if (!row.txHash) throw new Error(`Anchor ${row.id} was mined without a transaction`);
  const receipt = await chain.receiptOf(row.txHash);
  if (!receipt.ok) return away(receipt.fault);
  // A reorganisation took the block away: the stored transaction is sent again.
  if (!receipt.value) return write(deps, row, { state: "signed", block: null }, clock.now());
  if (receipt.value.status === "reverted") {
    // Mined again after a reorganisation, behind somebody else's head: start over from that.
    return write(deps, row, { state: "reverted", error: "reverted" }, clock.now());
  }
  const settled = await chain.settle();
  if (!settled.ok) return away(settled.fault);
  const finalized = await chain.finalizedBlock();
  if (!finalized.ok) return away(finalized.fault);
  if (finalized.value < receipt.value.block) return { kind: "waiting", state: "mined", size: row.size };
  const root = await chain.rootAt(logId, row.size);
  if (!root.ok) return away(root.fault);
  if (!root.value || !equalBytes(root.value, row.root)) {
    return halted(`The chain does not hold the head of ${row.size} leaves it took.`);
  }
  return write(deps, row, { state: "final", block: receipt.value.block }, clock.now());
}

const isStuck = ({ clock, stuckAfter }: AnchorDeps, row: AnchorRow): boolean =>
  clock.now() - row.updatedAt >= stuckAfter;

const byFee = (a: AnchorRow, b: AnchorRow): number =>
  (a.fees?.maxFeePerGas ?? 0n) > (b.fees?.maxFeePerGas ?? 0n) ? -1 : 1;

/** Writes one step; idle when another worker has taken it. */
async function write(
  { anchors }: AnchorDeps,
  row: AnchorRow,
  change: Parameters<AnchorDeps["anchors"]["update"]>[1],
  at: number,
): Promise<AnchorTick> {
  return (await anchors.update(row, change, at)) ? moved(row.state, change.state, row.size) : IDLE;
}

async function stepOf(deps: AnchorDeps, row: Pick<AnchorRow, "oldSize" | "size" | "root">) {
  const head: PublishedHead | null = await deps.log.checkpointAt(row.size);
  if (!head) throw new Error(`No checkpoint was published at ${row.size} leaves`);
  const proof =
    row.oldSize === 0n
      ? []
      : await consistencyPathFromTiles(row.oldSize, row.size, deps.log.readTile, deps.sha256);
  return {
    logId: deps.logId,
    oldSize: row.oldSize,
    newSize: row.size,
    root: row.root,
    proof,
    headSignature: head.headSignature,
  };
}
