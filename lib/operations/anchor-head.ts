import { equalBytes } from "@/lib/core/bytes/bytes";
import { consistencyPathFromTiles } from "@/lib/core/log/tiles";
import type { AnchorDeps, AnchorRow, ChainFault, PublishedHead } from "./log-ports";

/**
 * What one tick did, for the worker's log and for health. `halted` is the alarm: the chain holds something this log
 * never published, and no code may paper over that.
 */
export type AnchorTick =
  | { readonly kind: "idle" }
  | { readonly kind: "moved"; readonly from: string; readonly to: string; readonly size: bigint }
  | { readonly kind: "waiting"; readonly state: string; readonly size: bigint }
  | { readonly kind: "chain-away"; readonly fault: ChainFault }
  | { readonly kind: "halted"; readonly because: string };

const away = (fault: ChainFault): AnchorTick => ({ kind: "chain-away", fault });

/**
 * One step of the anchor's state machine: pending → signed → submitted → mined → final. Every step is written before
 * the next is taken, so a kill at any moment is resumed by the next tick, and nothing is anchored twice: a step
 * repeated finds its own transaction, and the contract takes the same head again as a no-op.
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
    if (!known)
      return {
        kind: "halted",
        because: `The chain holds ${oldSize} leaves, which this log never published.`,
      };
    if (!equalBytes(known.root, onChain.value.root)) {
      return {
        kind: "halted",
        because: `The chain holds another root at ${oldSize} leaves than this log published.`,
      };
    }
  }
  const lost = (await anchors.lost()).find((size) => size > oldSize);
  const target = lost === undefined ? await log.latestCheckpoint() : await log.checkpointAt(lost);
  if (!target || target.size <= oldSize) return { kind: "idle" };
  if (lost === undefined) {
    const [last] = await anchors.finals();
    if (last && clock.now() - last.createdAt < deps.interval) return { kind: "idle" };
  }
  const row = { id: deps.ids.uuid(), oldSize, size: target.size, root: target.root };
  await anchors.insert(row, clock.now());
  return { kind: "moved", from: "idle", to: "pending", size: target.size };
}

async function sign(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { anchors, chain, clock } = deps;
  const nonce = await chain.nextNonce();
  if (!nonce.ok) return away(nonce.fault);
  const step = await stepOf(deps, row);
  const prepared = await chain.prepareAnchor(step, { nonce: nonce.value });
  if (!prepared.ok) return refused(deps, row, prepared.fault);
  const { rawTx, hash, fees } = prepared.value;
  await anchors.update(
    row.id,
    { state: "signed", nonce: nonce.value, rawTx, txHash: hash, fees },
    clock.now(),
  );
  return { kind: "moved", from: "pending", to: "signed", size: row.size };
}

/** The contract said no before anything was sent: start over from the head it has now, or halt. */
async function refused(deps: AnchorDeps, row: AnchorRow, fault: ChainFault): Promise<AnchorTick> {
  if (fault.kind !== "reverted") return away(fault);
  if (fault.error === "StaleHead") {
    await deps.anchors.update(row.id, { state: "superseded", error: "StaleHead" }, deps.clock.now());
    return { kind: "moved", from: row.state, to: "superseded", size: row.size };
  }
  await deps.anchors.update(row.id, { state: "reverted", error: fault.error ?? "" }, deps.clock.now());
  return { kind: "halted", because: `The contract refused the head of ${row.size} leaves: ${fault.error}.` };
}

async function submit({ anchors, chain, clock }: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  if (!row.rawTx) throw new Error(`Anchor ${row.id} is signed without a transaction`);
  const sent = await chain.broadcast(row.rawTx);
  // Another transaction took the nonce: one this row replaced, perhaps. Looking at receipts tells.
  if (!sent.ok && sent.fault.kind !== "nonce-expired") return away(sent.fault);
  await anchors.update(row.id, { state: "submitted" }, clock.now());
  return { kind: "moved", from: "signed", to: "submitted", size: row.size };
}

/** Is it mined? If not for long: replace it under the same nonce, carrying the newest head. */
async function look(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { anchors, chain, clock } = deps;
  if (row.nonce === null || !row.rawTx)
    throw new Error(`Anchor ${row.id} was submitted without a transaction`);
  for (const candidate of await anchors.withNonce(row.nonce)) {
    if (!candidate.txHash) continue;
    const receipt = await chain.receiptOf(candidate.txHash);
    if (!receipt.ok) return away(receipt.fault);
    if (!receipt.value) continue;
    const { status, block, gasUsed } = receipt.value;
    const mined = status === "success";
    // The row that lost steps aside before the mined one steps in: one in flight, always.
    if (candidate.id !== row.id) await anchors.update(row.id, { state: "superseded" }, clock.now());
    await anchors.update(
      candidate.id,
      { state: mined ? "mined" : "reverted", block, gasUsed, error: mined ? null : "reverted" },
      clock.now(),
    );
    return { kind: "moved", from: "submitted", to: mined ? "mined" : "reverted", size: candidate.size };
  }
  const nonce = await chain.nextNonce();
  if (!nonce.ok) return away(nonce.fault);
  if (nonce.value > row.nonce) {
    // The nonce is spent and none of ours has a receipt: a foreign transaction of this payer. Start over.
    await anchors.update(row.id, { state: "superseded", error: "nonce spent elsewhere" }, clock.now());
    return { kind: "moved", from: "submitted", to: "superseded", size: row.size };
  }
  if (nonce.value < row.nonce) {
    // Transactions of ours before this one are gone: the chain went back. Start over from what it has now.
    await anchors.update(row.id, { state: "lost", error: "the chain went back" }, clock.now());
    return { kind: "moved", from: "submitted", to: "lost", size: row.size };
  }
  if (clock.now() - row.updatedAt >= deps.stuckAfter) return replace(deps, row);
  const sent = await chain.broadcast(row.rawTx);
  if (!sent.ok && sent.fault.kind !== "nonce-expired") return away(sent.fault);
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
  if (!prepared.ok) return away(prepared.fault);
  const { rawTx, hash, fees } = prepared.value;
  await anchors.supersede(
    row.id,
    next,
    { state: "signed", nonce: row.nonce, rawTx, txHash: hash, fees },
    clock.now(),
  );
  return { kind: "moved", from: "submitted", to: "signed", size: next.size };
}

async function finish(deps: AnchorDeps, row: AnchorRow): Promise<AnchorTick> {
  const { anchors, chain, clock, logId } = deps;
  if (!row.txHash) throw new Error(`Anchor ${row.id} was mined without a transaction`);
  const receipt = await chain.receiptOf(row.txHash);
  if (!receipt.ok) return away(receipt.fault);
  if (!receipt.value) {
    // A reorganisation took the block away: the stored transaction is sent again.
    await anchors.update(row.id, { state: "signed", block: null }, clock.now());
    return { kind: "moved", from: "mined", to: "signed", size: row.size };
  }
  const settled = await chain.settle();
  if (!settled.ok) return away(settled.fault);
  const finalized = await chain.finalizedBlock();
  if (!finalized.ok) return away(finalized.fault);
  if (finalized.value < receipt.value.block) return { kind: "waiting", state: "mined", size: row.size };
  const root = await chain.rootAt(logId, row.size);
  if (!root.ok) return away(root.fault);
  if (!root.value || !equalBytes(root.value, row.root)) {
    return { kind: "halted", because: `The chain does not hold the head of ${row.size} leaves it took.` };
  }
  await anchors.update(row.id, { state: "final", block: receipt.value.block }, clock.now());
  return { kind: "moved", from: "mined", to: "final", size: row.size };
}

/**
 * Reads the newest final sizes again. Missing: the chain went back (a demo chain's older state, a deep
 * reorganisation), so these sizes are lost and anchored again, each, because proofs name them. Different: halt.
 */
export async function reconcileAnchors({ anchors, chain, logId, clock }: AnchorDeps): Promise<AnchorTick> {
  for (const row of await anchors.finals()) {
    const root = await chain.rootAt(logId, row.size);
    if (!root.ok) return away(root.fault);
    if (root.value && equalBytes(root.value, row.root)) return { kind: "idle" };
    if (root.value) {
      return {
        kind: "halted",
        because: `The chain holds another root at ${row.size} leaves than was anchored.`,
      };
    }
    await anchors.update(row.id, { state: "lost" }, clock.now());
  }
  return { kind: "idle" };
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
