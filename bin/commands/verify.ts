import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { fromHex } from "@/lib/core/bytes/hex";
import { parseProofFile } from "@/lib/core/proof/parse-proof-file";
import { MAX_FULL_PROOF, type ProofFile } from "@/lib/core/proof/proof-file";
import type { ProofStep } from "@/lib/core/proof/proof-step";
import { type VerifyOptions, verifyProof } from "@/lib/core/proof/verify-proof";
import { nodePrimitives } from "@/lib/primitives/node";
import { rpcChainReader } from "@/lib/primitives/rpc-root";

export const VERIFY_USAGE = `  verify <proof.json> [options]   checks a proof file ("-" reads standard input)
      --rpc URL              also asks a chain through this JSON-RPC address; without it no network is used
      --contract 0x…         the only contract to believe
      --origin NAME          the log you expect
      --checkpoint-key KEY   the log's checkpoint key, as the log publishes it
      --head-key KEY         the log's head key, as the log publishes it

  Ends with 0 when the proof holds, 1 when it does not, 2 when there is no answer (unusable file or option, or a
  chain that was to be asked and could not be).`;

export type Io = {
  readonly resolve: (path: string) => string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

const HOLDS = 0;
const DOES_NOT_HOLD = 1;
const NO_ANSWER = 2;

type Arguments = {
  readonly file: string;
  readonly rpc: string | undefined;
  readonly contract: Uint8Array | undefined;
} & Pick<NonNullable<VerifyOptions["expect"]>, "origin" | "checkpointKey" | "headKey">;

/** The arguments, or a sentence that says what is wrong with them. */
function read(args: readonly string[]): Arguments | string {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rpc: text, contract: text, origin: text, "checkpoint-key": text, "head-key": text },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return "Name one proof file.";
    const { rpc, contract, origin, "checkpoint-key": checkpointKey, "head-key": headKey } = values;
    if (rpc !== undefined && !/^https?:\/\//.test(rpc)) return "--rpc needs an http or https address.";
    const address = contract?.startsWith("0x") ? fromHex(contract.slice(2)) : undefined;
    if (contract !== undefined && address?.length !== 20)
      return "--contract needs an address: 0x and 40 hex digits.";
    return {
      file,
      rpc,
      contract: address ?? undefined,
      ...(origin !== undefined && { origin }),
      ...(checkpointKey !== undefined && { checkpointKey }),
      ...(headKey !== undefined && { headKey }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The file's bytes, at most one more than a proof may have, so that a device or a film is not read to its end. */
async function readProof(file: string, io: Io): Promise<Uint8Array> {
  const handle = file === "-" ? undefined : await open(io.resolve(file));
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of handle?.createReadStream({ autoClose: false }) ?? process.stdin) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > MAX_FULL_PROOF) break;
    }
  } finally {
    await handle?.close();
  }
  return Buffer.concat(chunks);
}

const SIGN = { true: "✓", false: "✗", "not-checked": "–" } as const;

const line = ({ held, sentence }: ProofStep, i: number): string => `${SIGN[`${held}`]} ${i + 1} ${sentence}`;

function describeProof({ epc, origin, statement }: ProofFile): string[] {
  const said = Object.entries(statement)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`);
  return [
    `Pack       ${epc.link} (${epc.role})`,
    `Log        ${origin}`,
    `Statement  ${said.join(", ")}`,
    "",
  ];
}

/** `packproof verify`: checks a proof file and says which of its steps held. */
export async function verifyCommand(args: readonly string[], io: Io): Promise<number> {
  const wanted = read(args);
  if (typeof wanted === "string") {
    io.err(`${wanted}\n\nUsage: packproof verify\n${VERIFY_USAGE}`);
    return NO_ANSWER;
  }
  const { file, rpc, contract, ...expect } = wanted;
  let bytes: Uint8Array;
  try {
    bytes = await readProof(file, io);
  } catch (error) {
    io.err(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
    return NO_ANSWER;
  }
  const parsed = parseProofFile(bytes);
  if (!parsed.ok) {
    io.err(`${parsed.refusal.message}\n${parsed.refusal.next}`);
    return NO_ANSWER;
  }
  const proof = parsed.value;
  const contracts = contract && proof.anchors.map(({ chainId }) => ({ chainId, contract }));
  const { holds, steps } = await verifyProof(proof, nodePrimitives, {
    ...(rpc !== undefined && { readChain: rpcChainReader(rpc, nodePrimitives.keccak256) }),
    expect: { ...expect, ...(contracts && { contracts }) },
  });
  for (const text of [...describeProof(proof), ...steps.map(line), ""]) io.out(text);
  if (!holds) {
    io.out("The proof does NOT hold.");
    return DOES_NOT_HOLD;
  }
  const open = steps.filter(({ held }) => held === "not-checked").map(({ id }) => id);
  if (rpc !== undefined && open.includes("chain")) {
    io.out("The proof holds as far as it goes, but the chain did not answer for it.");
    return NO_ANSWER;
  }
  io.out(`The proof holds.${open.length > 0 ? ` Not checked: ${open.join(", ")}.` : ""}`);
  return HOLDS;
}
