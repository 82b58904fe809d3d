import { Barcode, Boxes, Plus, Undo2 } from "lucide-react";
import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { BatchFacts } from "@/components/batches/batch-facts";
import { batchStateOf, isOpen, STATE_TONE } from "@/components/batches/batch-state";
import { Equation, EquationTitle } from "@/components/batches/equation";
import { findBatch } from "@/components/batches/find-batch";
import { HeldLine } from "@/components/batches/held-line";
import { HoldBatch } from "@/components/batches/hold-batch";
import { PackList } from "@/components/batches/pack-list";
import { type ReleaseBlock, ReleaseLine } from "@/components/batches/release-line";
import { BucketBar } from "@/components/recalls/bucket-bar";
import { countedOf } from "@/components/recalls/counted";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { StateLabel } from "@/components/ui/state-label";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import { balanceOf } from "@/lib/core/recall/buckets";
import { localDay } from "@/lib/core/time/zone";
import { actorOf, has } from "@/lib/operations/scope";
import { viewBatchNow, viewBatchPacks } from "@/lib/operations/view-batches";
import { web } from "@/lib/web/deps";

type Props = PageProps<"/batches/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const batch = await findBatch(await requireScope(), (await params).id);
  return { title: `${batch.product} ${batch.number}` };
}

/** Packs listed at once; the rest come a page at a time. */
const FIRST = 12;

export default async function BatchPage({ params }: Props) {
  const scope = await requireScope();
  const { deps } = web();
  const now = deps.clock.now();
  const batch = await findBatch(scope, (await params).id);
  const [t, packs] = await Promise.all([
    getTranslations("batches"),
    viewBatchPacks(deps, scope, { id: batch.id, after: "0", limit: FIRST }),
  ]);
  const today = localDay(scope.timeZone, now);
  const actor = actorOf(scope, now);
  const may = (action: Action) => can(actor, action).ok;
  const authority = has(scope, "regulator");
  const decides = authority || batch.holderId === scope.orgId;
  const where = authority ? await viewBatchNow(deps, scope, batch.id) : null;
  const places = where?.ok ? where.value.map(countedOf) : [];
  const state = batchStateOf(batch, today);
  const here = `/batches/${batch.id}`;
  const mayCommission = isOpen(batch, today) && may("commission-packs");
  const mayPack = batch.atSite > 0 && batch.packed < batch.commissioned && may("pack-units");
  const mayPrint = batch.commissioned > 0 && may("print-labels");

  return (
    <>
      <PageHeader
        kicker={<StateLabel tone={STATE_TONE[state]}>{t(`state.${state}`)}</StateLabel>}
        title={t("name", {
          product: `${batch.product} ${batch.strength}`,
          batch: batch.number,
        })}
        actions={
          <>
            {decides &&
              batch.hold === null &&
              !batch.recalled &&
              batch.commissioned > 0 &&
              may("hold-batch") && (
                <HoldBatch batchId={batch.id} number={batch.number} packs={batch.commissioned} />
              )}
            {decides && batch.commissioned > 0 && may("prepare-recall") && (
              <ButtonLink href={`/recalls/new?batch=${batch.id}` as Route} icon={<Undo2 aria-hidden />}>
                {t("actions.recall")}
              </ButtonLink>
            )}
            {mayPack && (
              <ButtonLink href={"/pack" as Route} icon={<Boxes aria-hidden />}>
                {t("actions.pack")}
              </ButtonLink>
            )}
            {mayPrint && (
              <ButtonLink href={`${here}/labels` as Route} icon={<Barcode aria-hidden />}>
                {t("actions.labels")}
              </ButtonLink>
            )}
            {mayCommission && batch.commissioned > 0 && (
              <ButtonLink href={`${here}/commission` as Route} icon={<Plus aria-hidden />}>
                {t("actions.commission")}
              </ButtonLink>
            )}
          </>
        }
      />
      {state === "recalled" && (
        <div className="mb-9">
          <Notice
            tone="caution"
            title={t("recalled.title")}
            action={<ButtonLink href={"/recalls" as Route}>{t("recalled.open")}</ButtonLink>}
          >
            {t("recalled.body")}
          </Notice>
        </div>
      )}
      {batch.hold && (
        <HeldLine
          batchId={batch.id}
          number={batch.number}
          hold={batch.hold}
          timeZone={scope.timeZone}
          mayEnd={decides && may("unhold-batch") && (!batch.hold.byAuthority || authority)}
        />
      )}
      {batch.state === "PACKAGED" && state !== "recalled" && state !== "planned" && (
        <ReleaseLine
          batchId={batch.id}
          number={batch.number}
          packs={batch.commissioned}
          blocked={blockOf()}
        />
      )}
      {batch.commissioned > 0 ? (
        authority ? (
          <BucketBar
            balance={balanceOf(batch.commissioned, places)}
            title={<EquationTitle packs={batch.commissioned} />}
          />
        ) : (
          <Equation batch={batch} />
        )
      ) : (
        <EmptyState
          title={t("equation.none")}
          action={
            mayCommission && (
              <ButtonLink href={`${here}/commission` as Route} variant="primary" icon={<Plus aria-hidden />}>
                {t("actions.commission")}
              </ButtonLink>
            )
          }
        >
          {t("equation.noneBody", { planned: batch.plannedSize })}
        </EmptyState>
      )}
      <div className="mt-9 grid grid-cols-1 gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <div>
          <Section title={t("facts.title")}>
            <BatchFacts batch={batch} timeZone={scope.timeZone} />
          </Section>
        </div>
        {packs.ok && packs.value.length > 0 && (
          <div>
            <Section title={t("packs.title")} aside={t("packs.aside", { count: batch.commissioned })}>
              <PackList batchId={batch.id} first={packs.value} total={batch.commissioned} />
            </Section>
          </div>
        )}
      </div>
    </>
  );

  function blockOf(): ReleaseBlock {
    if (state === "held" || state === "expired") return state;
    if (!has(scope, "holder") && !has(scope, "manufacturer")) return "notYours";
    return may("release-batch") ? null : "notAllowed";
  }
}
