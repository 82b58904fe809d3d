import type { Route } from "next";
import { LogLevel } from "@/components/proof/log-level";
import { BalanceBar } from "@/components/ui/balance-bar";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { Lanes } from "@/components/ui/lanes";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Stats } from "@/components/ui/stats";
import { Frame } from "../demo";
export default function Page() {
  return (
    <Frame>
      <PageHeader
        kicker="Recall R-2026-014 · class 1 · patient level · AT"
        title={
          <>
            Ternavex 10 mg, batch <Code group={0}>TX24107</Code>
          </>
        }
        actions={<ButtonLink href={"/x" as Route}>Dossier</ButtonLink>}
      />
      <Stats
        stats={[
          { key: "a", value: "0.8 s", label: "pressed to first stop" },
          { key: "b", value: "00:41:12", label: "since release" },
          { key: "c", value: "98.9%", label: "located" },
        ]}
      />
      <div className="mt-7">
        <BalanceBar
          title={
            <>
              <b>1,440 commissioned =</b> <span className="text-soft">every pack in exactly one place</span>
            </>
          }
          parts={[
            { key: "1", label: "Saleable at sites", value: 936, text: "936", tone: "deep" },
            { key: "2", label: "In transit", value: 240, text: "240", tone: "mid" },
            { key: "3", label: "Supplied to patients", value: 120, text: "120", tone: "dark" },
            { key: "4", label: "Hospital stock", value: 96, text: "96", tone: "light" },
            { key: "5", label: "Left the network", value: 24, text: "24", tone: "grey" },
            { key: "6", label: "Quarantined", value: 15, text: "15", tone: "deep" },
            { key: "7", label: "Void", value: 6, text: "6", tone: "pale" },
            { key: "8", label: "Samples", value: 2, text: "2", tone: "pale" },
            { key: "9", label: "Unaccounted", value: 1, text: "1", tone: "lost" },
          ]}
        />
      </div>
      <Section title="Its way">
        <Lanes
          lanes={[
            { id: "m", label: "Lindhof Pharma", sub: "maker, Graz" },
            { id: "l", label: "Nordkai Logistik", sub: "3PL, Graz" },
            { id: "w", label: "Brenner & Soll", sub: "wholesaler, Innsbruck" },
            { id: "p", label: "Hafen-Apotheke", sub: "pharmacy, Bregenz" },
          ]}
          asideOf={(s) => (
            <LogLevel level={s.key === "5" ? "recorded" : s.key === "4" ? "anchored" : "final"}>
              {s.key === "5" ? "Recorded" : s.key === "4" ? "Anchored 11:20" : "Final"}
            </LogLevel>
          )}
          steps={[
            { key: "1", lane: "m", time: "12 Mar, 08:14", title: "Commissioned", detail: "line import" },
            {
              key: "2",
              lane: "m",
              time: "12 Mar, 09:40",
              title: "Packed",
              detail: "into a case of 24",
              folded: "inside the case: 3 steps",
            },
            { key: "3", lane: "l", time: "14 Mar, 07:02", title: "Received", detail: "1 pallet" },
            { key: "4", lane: "p", time: "16 Nov, 11:08", title: "Received", detail: "3 cases" },
            { key: "5", lane: "p", time: "20 Nov, 14:22", title: "Dispensed" },
          ]}
        />
      </Section>
    </Frame>
  );
}
