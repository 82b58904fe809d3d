"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { parseProofFile } from "@/lib/core/proof/parse-proof-file";
import { MAX_FULL_PROOF, type ProofFile } from "@/lib/core/proof/proof-file";
import { ProofChecker } from "./proof-checker";
import type { ProofSetting } from "./proof-setting";
import { useFileDrop } from "./use-file-drop";

type Opened =
  | { readonly state: "none" }
  | { readonly state: "unusable"; readonly title: string; readonly next: string }
  | { readonly state: "open"; readonly proof: ProofFile; readonly number: number };

/** Checks a proof file of the person's own: chosen or dropped, read here, sent nowhere. */
export function OpenProof({ setting }: { readonly setting: ProofSetting }) {
  const t = useTranslations("proof-page.open");
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened>({ state: "none" });

  async function open(file: Blob) {
    let bytes: Uint8Array;
    try {
      // One byte more than a proof may have is enough to refuse it.
      bytes = new Uint8Array(await file.slice(0, MAX_FULL_PROOF + 1).arrayBuffer());
    } catch {
      return setOpened({ state: "unusable", title: t("unreadable"), next: t("unreadableBody") });
    }
    const parsed = parseProofFile(bytes);
    setOpened((before) =>
      parsed.ok
        ? { state: "open", proof: parsed.value, number: before.state === "open" ? before.number + 1 : 1 }
        : { state: "unusable", title: parsed.refusal.message, next: parsed.refusal.next },
    );
  }

  const over = useFileDrop((file) => void open(file));

  const chooser = (
    <>
      <Button
        variant={opened.state === "open" ? "secondary" : "primary"}
        icon={<FileUp aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {opened.state === "open" ? t("another") : t("choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t("file")}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was changed.
          event.target.value = "";
          if (file) void open(file);
        }}
      />
    </>
  );

  return (
    <>
      {opened.state === "open" ? (
        <>
          <ProofChecker key={opened.number} proof={opened.proof} setting={setting} from="file" />
          <div className="mt-10">{chooser}</div>
        </>
      ) : (
        <>
          <PageHeader title={t("title")} lead={t("lead")} />
          <div
            className={classNames(
              "grid justify-items-center gap-3 rounded-md border border-dashed px-5 py-12 text-center transition-colors",
              over ? "border-accent bg-fill" : "border-edge",
            )}
          >
            {chooser}
            <p className="text-soft">{over ? t("dropNow") : t("drop")}</p>
          </div>
          {opened.state === "unusable" && (
            <div className="mt-6">
              <ErrorState title={opened.title}>{opened.next}</ErrorState>
            </div>
          )}
        </>
      )}
    </>
  );
}
