import { Download, Pencil, Terminal } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { ProofLimits } from "@/components/proof/proof-limits";
import { ProofSentence } from "@/components/proof/proof-sentence";
import { ProofSteps } from "@/components/proof/proof-steps";
import { Button } from "@/components/ui/button";

const d = [{ label: "Leaf hash", value: "8c1f03a2b7d94e51c06f8a3be21947d5508ac1ff32904de7b16a5c08d3e2f9a2" }];
export default async function Page({ searchParams }: PageProps<"/styleguide/proof">) {
  const t = await getTranslations("proof");
  const broken = (await searchParams).broken === "1";
  return (
    <PublicFrame aside={t("kicker")}>
      <ProofSentence lead="Your browser is checking this now. It asks our server for nothing more.">
        “Dispensed, November 2026, Austria” was logged before block 1,204 and cannot be removed unnoticed.
      </ProofSentence>
      <ProofSteps
        steps={[
          {
            id: "1",
            held: true,
            sentence: "The statement is about this pack",
            note: "its code is one of the codes the event names",
            details: d,
          },
          {
            id: "2",
            held: true,
            sentence: "The statement was not changed",
            note: "its bytes give the entry that was logged",
            details: d,
          },
          {
            id: "3",
            held: !broken,
            sentence: broken ? "The entry is not in the log" : "The entry is in the log",
            note: broken
              ? "16 steps lead to another root than the one that was signed"
              : "leaf 48,213 of 51,976 · 16 steps to the root",
            details: d,
          },
          {
            id: "4",
            held: broken ? "not-checked" : true,
            sentence: "The log head is signed",
            note: "by the log key of demo.packproof.example",
            details: d,
          },
          {
            id: "5",
            held: broken ? "not-checked" : "running",
            sentence: "The chain holds this head",
            note: "demo chain on this computer · block 1,204",
            details: d,
          },
        ]}
      />
      <div className="mt-8 flex flex-wrap gap-3">
        <Button variant="primary" icon={<Download aria-hidden />}>
          Download the proof (3 KB)
        </Button>
        <Button icon={<Pencil aria-hidden />}>Change one byte</Button>
        <Button icon={<Terminal aria-hidden />}>Check it offline</Button>
      </div>
      <div className="mt-10">
        <ProofLimits
          proves="that this statement about this code existed then, and is part of the one history everyone sees."
          doesNotProve="what is inside the box, or that nothing happened after block 1,204."
        />
      </div>
    </PublicFrame>
  );
}
