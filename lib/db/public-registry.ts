import { fromHex } from "@/lib/core/bytes/hex";
import { EPC_ROLE, type EpcRole } from "@/lib/core/proof/leaf";
import type { Anchor } from "@/lib/core/proof/proof-file";
import type { PublicStatement } from "@/lib/core/proof/statement";
import type { PublicHistory, PublicLog, PublicRecord, PublicRegistry } from "@/lib/operations/public-ports";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { askJson, bytesOf } from "./json";
import { postgresLogStore } from "./log-store";

const { sql } = Prisma;

type Material = {
  eventHash: string;
  eventKey: string;
  recordHash: string;
  statement: PublicStatement;
  entry: string;
  leaf: { index: string } | null;
  epcs: { role: number; link: string }[];
};

/** The public side of the registry, through its guarded functions only. */
export function postgresPublicRegistry(db: Database): PublicRegistry {
  const { prisma } = db;
  return {
    pack: (gtin, serial) => askJson<PublicRecord>(prisma, sql`public_pack(${gtin}, ${serial})`),
    history: (gtin, serial) => askJson<PublicHistory>(prisma, sql`public_history(${gtin}, ${serial})`),
    async proofMaterial(eventId, link) {
      const material = await askJson<Material | null>(prisma, sql`proof_material(${eventId}::uuid, ${link})`);
      return (
        material && {
          eventHash: material.eventHash,
          eventKey: bytes(material.eventKey),
          recordHash: bytes(material.recordHash),
          statement: material.statement,
          entry: bytes(material.entry),
          leafIndex: material.leaf && BigInt(material.leaf.index),
          epcs: material.epcs.map(({ role, link: epc }) => ({ role: roleOf(role), link: epc })),
        }
      );
    },
    log: () => publicLog(db),
    tray: () =>
      prisma.demoCode.findMany({
        where: { station: "check" },
        select: { label: true, description: true, raw: true },
        orderBy: { position: "asc" },
      }),
  };
}

async function publicLog(db: Database): Promise<PublicLog | null> {
  const { prisma } = db;
  const state = await prisma.logState.findFirst();
  if (!state) return null;
  const store = postgresLogStore(db, { logId: new Uint8Array(state.logId), origin: state.origin });
  const logId = bytesOf(state.logId);
  return {
    origin: state.origin,
    keys: { checkpoint: state.checkpointKey, head: state.headKey },
    readTile: store.readTile,
    async readEntries(first, count) {
      const rows = await prisma.logLeaf.findMany({
        where: { logId, index: { gte: first, lt: first + BigInt(count) } },
        select: { entry: true },
        orderBy: { index: "asc" },
      });
      return rows.map(({ entry }) => new Uint8Array(entry));
    },
    latestCheckpoint: store.latestCheckpoint,
    async anchoredHead(index) {
      const covering = { logId, size: { gt: index } };
      const first =
        (await prisma.anchor.findFirst({
          where: { ...covering, state: "final" },
          orderBy: { size: "asc" },
        })) ??
        (await prisma.anchor.findFirst({ where: { ...covering, state: "mined" }, orderBy: { size: "asc" } }));
      const head = first && (await store.checkpointAt(first.size));
      if (!head) return null;
      const rows = await prisma.anchor.findMany({
        where: { logId, size: head.size, state: { in: ["final", "mined"] } },
        orderBy: { chainId: "asc" },
      });
      return { head, anchors: rows.flatMap(anchorOf) };
    },
  };
}

type AnchorRow = {
  chainId: bigint;
  contract: string;
  size: bigint;
  root: Uint8Array;
  block: bigint | null;
  txHash: string | null;
};

const anchorOf = ({ chainId, contract, size, root, block, txHash }: AnchorRow): Anchor[] =>
  block === null || txHash === null
    ? []
    : [
        {
          chainId,
          contract: bytes(contract.slice(2)),
          size,
          root: new Uint8Array(root),
          block,
          transaction: bytes(txHash.slice(2)),
        },
      ];

const ROLES = new Map<number, EpcRole>(
  Object.entries(EPC_ROLE).map(([name, byte]) => [byte, name as EpcRole]),
);

function roleOf(byte: number): EpcRole {
  const role = ROLES.get(byte);
  if (!role) throw new Error(`No EPC role has the byte ${byte}`);
  return role;
}

function bytes(hex: string): Uint8Array {
  const value = fromHex(hex);
  if (!value) throw new Error("The database answered something else than hex");
  return value;
}
