import { packLink } from "@/lib/core/gs1/link";
import { formatProofFile } from "@/lib/core/proof/proof-file";
import type { PublicStatement } from "@/lib/core/proof/statement";
import { proveStep } from "@/lib/operations/prove-step";
import type { Web } from "@/lib/web/deps";

export type ProofQuestion = { readonly eventId: string; readonly gtin: string; readonly serial: string };

export type ProofSource = {
  /** The proof file; null while the step waits for the log. */
  readonly text: string | null;
  readonly statement: PublicStatement;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The question a proof page's address asks; null when it asks none. */
export function proofQuestion(eventId: string, query: URLSearchParams): ProofQuestion | null {
  const [gtin, serial] = [query.get("gtin") ?? "", query.get("serial") ?? ""];
  return UUID.test(eventId) && /^\d{14}$/.test(gtin) && /^[!-~]{1,20}$/.test(serial)
    ? { eventId, gtin, serial }
    : null;
}

/** The proof of one step of one pack as this site has it now; null when there is no such step. */
export async function proofSource({ deps }: Web, question: ProofQuestion): Promise<ProofSource | null> {
  const { eventId, gtin, serial } = question;
  const link = packLink(gtin, serial);
  const proved = await proveStep(deps, { eventId, link });
  if (proved.ok) return { text: formatProofFile(proved.value), statement: proved.value.statement };
  if (proved.refusal.code !== "NOT_LOGGED_YET") return null;
  const material = await deps.registry.proofMaterial(eventId, link);
  return material && { text: null, statement: material.statement };
}

/** When the next anchor is about to be made, epoch milliseconds; null before the first. */
export async function nextAnchor({ deps, env }: Web): Promise<number | null> {
  const { anchored } = await deps.desk.log();
  return anchored && anchored.at + env.ANCHOR_INTERVAL_SECONDS * 1000;
}
