import type { PackCell } from "@/components/ui/pack-grid-layout";
import { Volume2 } from "lucide-react";
import type { Route } from "next";
import { Signs } from "@/components/frame/signs";
import { StationFoot, StationFrame, StationZones } from "@/components/frame/station-frame";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { DefinitionList } from "@/components/ui/definition-list";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { PackGrid } from "@/components/ui/pack-grid";
import { BigCount } from "@/components/ui/progress-bar";
import { Table } from "@/components/ui/table";
import { VerdictShape } from "@/components/verdict/verdict-shape";

export default async function Page({ searchParams }: PageProps<"/styleguide/receive">) {
  const total = Number((await searchParams).n ?? 144);
  const cells = Array.from<unknown, PackCell>(
    { length: total },
    (_, i) =>
      (i === total - 1 || i === total - 13
        ? "waiting"
        : i === 5 && total === 24
          ? "caution"
          : i === 6 && total === 24
            ? "stopped"
            : "done") satisfies PackCell,
  );
  return (
    <StationFrame
      title="Receive · delivery 4718"
      sub="from Nordkai Logistik · despatch advice 8812 · 6 cases, 144 packs"
      closeHref={"/styleguide" as Route}
      status={
        <>
          <Signs signs={[{ key: "s", label: "Scanner ready", tone: "live" }]} />
          <IconButton label="Sound on" icon={<Volume2 aria-hidden />} />
          <span className="max-md:hidden">Paul · Innsbruck</span>
        </>
      }
      foot={
        <StationFoot note="Everything scanned is saved. 0 waiting to send.">
          <Button size="big">Pause</Button>
          <Button size="big" variant="primary">
            Receive 142, report 2 missing
          </Button>
        </StationFoot>
      }
    >
      <StationZones
        last={
          <>
            <p className="text-sm text-soft">Last scan</p>
            <div className="mt-3.5 mb-6 flex items-center gap-7 max-sm:gap-4">
              <VerdictShape kind="verified" className="size-16 sm:size-28" />
              <div className="min-w-0">
                <p className="font-bold text-2xl sm:text-3xl">Expected</p>
                <p className="mt-1 text-lg">Ternavex 10 mg · 30 tablets</p>
              </div>
            </div>
            <DefinitionList
              look="big"
              items={[
                { label: "Serial", value: <Code strong>4KP7ZQ3M9T2H</Code> },
                {
                  label: "Batch",
                  value: (
                    <Code strong group={0}>
                      TX24112
                    </Code>
                  ),
                },
                { label: "Expiry", value: <b className="font-semibold">31 Mar 2028</b> },
                {
                  label: "Case",
                  value: (
                    <>
                      5 of 6 · <Code group={3}>195201010000004181</Code>
                    </>
                  ),
                },
              ]}
            />
            <p className="mt-8 text-sm text-soft">
              <Kbd>U</Kbd> undo last <Kbd>D</Kbd> damaged <Kbd>?</Kbd> all commands, or scan the command card
            </p>
          </>
        }
        whole={
          <>
            <div className="grid gap-5">
              <BigCount value={String(total - 2)} of={`of ${total}`} />
              <PackGrid cells={cells} label={`${total - 2} of ${total} received`} />
            </div>
            <div>
              <h2 className="mb-2 font-semibold">Missing 2</h2>
              <Table
                caption="Missing"
                keyOf={(x) => x.s}
                rows={[
                  { s: "8MX2VJ4N7R6C", c: "case 6" },
                  { s: "3HT9WD8P5K2F", c: "case 6" },
                ]}
                columns={[
                  { key: "s", header: "Serial", cell: (x) => <Code>{x.s}</Code> },
                  { key: "c", header: "Where", cell: (x) => x.c, quiet: true },
                ]}
              />
            </div>
            <Notice tone="caution" title="1 not announced" action={<Button>Decide</Button>}>
              Semvia 1 mg, SV3305. Put it in the exception area.
            </Notice>
          </>
        }
      />
    </StationFrame>
  );
}
