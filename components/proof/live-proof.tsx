"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { parseProofFile } from "@/lib/core/proof/parse-proof-file";
import type { PublicStatement } from "@/lib/core/proof/statement";
import { AnchorProgress } from "./anchor-progress";
import { ProofChecker } from "./proof-checker";
import { ProofSentence } from "./proof-sentence";
import type { ProofSetting } from "./proof-setting";
import { useStatement } from "./use-statement";

type LiveProofProps = {
  /** The proof file; null while the step waits for the log. */
  readonly text: string | null;
  readonly statement: PublicStatement;
  /** Where the file is asked for again until a chain holds it. */
  readonly source: string;
  readonly setting: ProofSetting;
  /** Epoch milliseconds; null before the first anchor. */
  readonly nextAnchor: number | null;
};

const LOOK_AGAIN_MS = 5_000;

const isAnchored = (text: string): boolean => {
  const parsed = parseProofFile(text);
  return parsed.ok && parsed.value.anchors.length > 0;
};

/** The proof of a step, from "recorded" on: looks again by itself until a chain holds it. */
export function LiveProof({ text: given, statement, source, setting, nextAnchor }: LiveProofProps) {
  const t = useTranslations("proof-page");
  const say = useStatement();
  const [text, setText] = useState(given);
  const [isChanged, setChanged] = useState(false);
  const parsed = useMemo(() => (text === null ? null : parseProofFile(text)), [text]);
  const waits = parsed === null || (parsed.ok && parsed.value.anchors.length === 0);

  useEffect(() => {
    if (!waits || isChanged) return;
    const timer = setInterval(async () => {
      const newer = await proofAt(source);
      // A proof under a newer head of the log says the same: only an anchor is worth checking all again.
      if (newer !== null) setText((older) => (older === null || isAnchored(newer) ? newer : older));
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, isChanged, source]);

  if (parsed === null) {
    return (
      <div aria-live="polite">
        <ProofSentence lead={t("waiting.recordedLead")}>
          {t("waiting.recorded", { statement: say(statement) })}
        </ProofSentence>
        <AnchorProgress level="recorded" nextAnchor={nextAnchor} />
      </div>
    );
  }
  if (!parsed.ok) return <ErrorState title={parsed.refusal.message}>{parsed.refusal.next}</ErrorState>;
  return (
    <ProofChecker
      proof={parsed.value}
      setting={setting}
      from={waits ? "waiting" : "site"}
      onChanged={setChanged}
      progress={waits && <AnchorProgress level="logged" nextAnchor={nextAnchor} />}
    />
  );
}

/** The file as the server has it now; null while it has none, and while the server cannot be reached. */
async function proofAt(source: string): Promise<string | null> {
  try {
    const response = await fetch(source, { cache: "no-store" });
    return response.ok ? await response.text() : null;
  } catch {
    // The page goes on without its server, and asks again.
    return null;
  }
}
