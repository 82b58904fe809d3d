"use client";

import { Download, Pencil, Terminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { LiveRegion } from "@/components/ui/live-region";
import { formatProofFile, type ProofFile } from "@/lib/core/proof/proof-file";
import { type Tampered, type TamperTarget, tamper } from "@/lib/core/proof/tamper";
import { ChangeByte } from "./change-byte";
import { ChangedByte } from "./changed-byte";
import { saveProof, useFileSize } from "./download";
import { headlineOf } from "./headline";
import { OfflineCheck } from "./offline-check";
import { ProofLimits } from "./proof-limits";
import { ProofPack } from "./proof-pack";
import { ProofSentence } from "./proof-sentence";
import type { ProofSetting } from "./proof-setting";
import { ProofSteps } from "./proof-steps";
import { useProofCheck } from "./use-proof-check";
import { useStatement } from "./use-statement";
import { useStepWords } from "./use-step-words";

type ProofCheckerProps = {
  readonly proof: ProofFile;
  readonly setting: ProofSetting;
  /** Where the file came from: this site (`waiting`: it is asked for the anchor still), or the person's own device. */
  readonly from: "site" | "waiting" | "file";
  /** Beside the sentence: how far the log has come. */
  readonly progress?: ReactNode;
  /** Told while a byte is changed: what the person looks at must not be replaced. */
  readonly onChanged?: (isChanged: boolean) => void;
};

type Panel = "none" | "change" | "offline";

/** A proof, checked in this browser step by step. Everything here works with the server switched off. */
export function ProofChecker({ proof, setting, from, progress, onChanged }: ProofCheckerProps) {
  const t = useTranslations("proof-page");
  const [changed, setChanged] = useState<(Tampered & { readonly target: TamperTarget }) | null>(null);
  const stepsArea = useRef<HTMLDivElement>(null);
  const [panel, setPanel] = useState<Panel>("none");
  const shown = changed?.proof ?? proof;
  const { steps, results } = useProofCheck(shown, setting);
  const words = useStepWords(shown, setting);
  const statement = useStatement()(proof.statement);
  const sizeOf = useFileSize();
  const block = shown.anchors[0]?.block ?? null;
  const headline = t(`headline.${headlineOf(results, changed !== null)}`, { statement, block: block ?? 0n });

  function change(target: TamperTarget | null) {
    const next = target && tamper(proof, target);
    setChanged(target && next && { ...next, target });
    onChanged?.(next !== null);
    // The button is pressed below the steps, or disappears: eye and focus go to where something happens.
    stepsArea.current?.focus({ preventScroll: true });
    stepsArea.current?.scrollIntoView({ block: "start" });
  }
  const toggle = (one: Panel) => setPanel(panel === one ? "none" : one);
  const text = formatProofFile(shown);
  const size = sizeOf(text.length);

  return (
    <>
      <ProofSentence lead={t(results === null ? "lead.running" : `lead.${from}`)}>{headline}</ProofSentence>
      <ProofPack link={shown.epc.link} />
      {progress}
      <div ref={stepsArea} tabIndex={-1} className="outline-none">
        {changed && <ChangedByte changed={changed} onBack={() => change(null)} />}
        <ProofSteps steps={steps.map(words)} />
      </div>
      <LiveRegion>{results === null ? "" : headline}</LiveRegion>
      <div className="mt-8 flex flex-wrap gap-3 *:max-sm:w-full" data-print="hide">
        <Button
          variant="primary"
          icon={<Download aria-hidden />}
          onClick={() => saveProof(text, changed ? "proof-changed.json" : "proof.json")}
        >
          {changed ? t("actions.downloadChanged", { size }) : t("actions.download", { size })}
        </Button>
        <Button
          icon={<Pencil aria-hidden />}
          aria-expanded={panel === "change"}
          onClick={() => toggle("change")}
        >
          {t("actions.change")}
        </Button>
        <Button
          icon={<Terminal aria-hidden />}
          aria-expanded={panel === "offline"}
          onClick={() => toggle("offline")}
        >
          {t("actions.offline")}
        </Button>
      </div>
      {panel === "change" && <ChangeByte proof={proof} changed={changed?.target ?? null} onChange={change} />}
      {panel === "offline" && <OfflineCheck setting={setting} />}
      <div className="mt-10">
        <ProofLimits
          proves={t("limits.proves")}
          doesNotProve={block === null ? t("limits.provesNotYet") : t("limits.provesNot", { block })}
        />
      </div>
    </>
  );
}
