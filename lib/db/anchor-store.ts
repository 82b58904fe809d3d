import type { AnchorChange, AnchorRow, AnchorState, AnchorStore } from "@/lib/operations/log-ports";
import type { Database } from "./database";
import type { Anchor } from "./generated/client";
import { bytesOf } from "./json";
import { sqlStateOf, UNIQUE_VIOLATION } from "./sql-state";

type Place = { readonly logId: Uint8Array; readonly chainId: number; readonly contract: string };
type New = Pick<AnchorRow, "id" | "oldSize" | "size" | "root">;

const IN_FLIGHT: readonly AnchorState[] = ["pending", "signed", "submitted", "mined"];

/** Anchors of one log by one contract on one chain, on Postgres (the worker's role). */
export function postgresAnchorStore({ prisma }: Database, place: Place): AnchorStore {
  const logId = bytesOf(place.logId);
  const chainId = BigInt(place.chainId);
  const contract = place.contract.toLowerCase();
  const here = { logId, chainId, contract };
  const fresh = ({ id, oldSize, size, root }: New, at: number) => ({
    ...here,
    id,
    oldSize,
    size,
    root: bytesOf(root),
    state: "pending",
    createdAt: new Date(at),
    updatedAt: new Date(at),
  });
  return {
    async inFlight() {
      const row = await prisma.anchor.findFirst({
        where: { chainId, contract, state: { in: [...IN_FLIGHT] } },
      });
      return row && toRow(row);
    },
    async withNonce(nonce) {
      const rows = await prisma.anchor.findMany({
        where: { ...here, nonce },
        orderBy: { createdAt: "desc" },
      });
      return rows.map(toRow);
    },
    async newestFinal() {
      const row = await prisma.anchor.findFirst({
        where: { ...here, state: "final" },
        orderBy: { size: "desc" },
      });
      return row && toRow(row);
    },
    async ofSize(size) {
      const rows = await prisma.anchor.findMany({ where: { ...here, size }, orderBy: { createdAt: "desc" } });
      return rows.map(toRow);
    },
    async lost() {
      // By any contract on any chain: a proof that names the size must find it here again.
      const rows = await prisma.$queryRaw<{ size: bigint }[]>`
        select distinct size from anchor a where a.log_id = ${logId} and a.state = 'lost'
          and not exists (select from anchor b where b.log_id = a.log_id and b.chain_id = ${chainId} and b.contract = ${contract}
                          and b.size = a.size and b.state = 'final')
        order by size`;
      return rows.map(({ size }) => size);
    },
    async insert(row, at) {
      const { count } = await prisma.anchor.createMany({ data: [fresh(row, at)], skipDuplicates: true });
      return count === 1;
    },
    update: ({ id, state }, change, at) =>
      unlessTaken(async () => {
        const data = { ...columns(change), updatedAt: new Date(at) };
        const { count } = await prisma.anchor.updateMany({ where: { id, state }, data });
        return count === 1;
      }),
    supersede: ({ id, state }, row, change, at) =>
      unlessTaken(() =>
        prisma.$transaction(async (tx) => {
          const data = { state: "superseded", updatedAt: new Date(at) };
          const { count } = await tx.anchor.updateMany({ where: { id, state }, data });
          if (count === 0) return false;
          await tx.anchor.create({ data: { ...fresh(row, at), ...columns(change) } });
          return true;
        }),
      ),
  };
}

/** A second row in flight is refused by the database: another worker was faster, and that is no error. */
async function unlessTaken(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

function columns({ fees, blockTime, ...rest }: AnchorChange) {
  return {
    ...rest,
    ...(fees ? { maxFee: fees.maxFeePerGas, priorityFee: fees.maxPriorityFeePerGas } : {}),
    ...(blockTime === undefined ? {} : { blockTime: blockTime === null ? null : new Date(blockTime) }),
  };
}

const toRow = (row: Anchor): AnchorRow => ({
  id: row.id,
  oldSize: row.oldSize,
  size: row.size,
  root: new Uint8Array(row.root),
  state: row.state as AnchorState,
  nonce: row.nonce,
  rawTx: row.rawTx as AnchorRow["rawTx"],
  txHash: row.txHash as AnchorRow["txHash"],
  fees:
    row.maxFee === null || row.priorityFee === null
      ? null
      : { maxFeePerGas: row.maxFee, maxPriorityFeePerGas: row.priorityFee },
  block: row.block,
  createdAt: row.createdAt.getTime(),
  updatedAt: row.updatedAt.getTime(),
});
