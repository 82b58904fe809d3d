import { useTranslations } from "next-intl";
import { toHex } from "@/lib/core/bytes/hex";
import type { ProofFile } from "@/lib/core/proof/proof-file";
import type { ProofStep as Result } from "@/lib/core/proof/proof-step";
import { statementBytes } from "@/lib/core/proof/statement";
import type { ProofSetting } from "./proof-setting";
import type { ProofDetail, ProofStep } from "./proof-steps";
import type { CheckedStep } from "./use-proof-check";

/** The words for a checked step; its codes come from lib/core/proof, its sentences from the catalogue. */
export function useStepWords(proof: ProofFile, setting: ProofSetting): (step: CheckedStep) => ProofStep {
  const t = useTranslations("proof-page");
  const [anchor] = proof.anchors;
  const contract = anchor ? `0x${toHex(anchor.contract)}` : setting.contract;
  const values = {
    leaf: proof.leaf.index + 1n,
    size: proof.leaf.size,
    hashes: proof.leaf.path.length,
    origin: proof.origin,
    chain: setting.demo
      ? t("chain.demo")
      : t("chain.other", { id: String(anchor?.chainId ?? setting.chainId) }),
    block: anchor?.block ?? 0n,
    contract: `${contract.slice(0, 6)}…${contract.slice(-3)}`,
    node: setting.rpcUrl === null ? "" : new URL(setting.rpcUrl).host,
  };

  function words(code: string): Pick<ProofStep, "sentence" | "note"> {
    const sentence = `sentence.${code}` as "sentence.ON_CHAIN";
    const said = code === "ON_CHAIN_AS_CLAIMED" ? "ON_CHAIN" : code;
    const note = `note.${said}` as "note.ON_CHAIN";
    return { sentence: t(sentence), ...(t.has(note) ? { note: t(note, values) } : {}) };
  }

  function detailOf({ name, hex }: Result["details"][number]): ProofDetail {
    // "path3", "signature0": numbered in the file's order, from one for people.
    const [, stem = name, number] = /^(path|signature)(\d+)$/.exec(name) ?? [];
    if (name === "pack") return { label: t("detail.pack"), value: proof.epc.link, text: true };
    if (number !== undefined) {
      const key = stem === "path" ? "detail.path" : "detail.signature";
      return { label: t(key, { number: String(Number(number) + 1) }), value: hex };
    }
    const key = `detail.${name}` as "detail.salt";
    return { label: t.has(key) ? t(key) : t("detail.other", { name }), value: hex };
  }

  return ({ id, result }) => {
    if (!result) return { id, held: "running", sentence: t(`running.${id}`), details: [] };
    const text: readonly ProofDetail[] =
      id === "statement"
        ? [
            {
              label: t("detail.statement"),
              value: new TextDecoder().decode(statementBytes(proof.statement)),
              text: true,
            },
          ]
        : id === "checkpoint"
          ? [{ label: t("detail.note"), value: proof.checkpoint.trim(), text: true }]
          : [];
    return {
      id,
      held: result.held,
      ...words(result.code),
      details: [...text, ...result.details.map(detailOf)],
    };
  };
}
