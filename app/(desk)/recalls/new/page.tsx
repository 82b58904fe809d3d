import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { HoldBatch } from "@/components/batches/hold-batch";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { ChooseBatch } from "@/components/recalls/choose-batch";
import { countedOf } from "@/components/recalls/counted";
import { RecallForm } from "@/components/recalls/recall-form";
import { type RecallableBatch, scopeOf } from "@/components/recalls/recall-input";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { balanceOf } from "@/lib/core/recall/buckets";
import type { BatchLine } from "@/lib/operations/desk-ports";
import { actorOf, has, type TenantScope } from "@/lib/operations/scope";
import { viewBatches, viewBatchNow } from "@/lib/operations/view-batches";
import { web } from "@/lib/web/deps";

/** Other batches of the product that are offered beside it; each is counted. */
const OTHERS = 12;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recalls.choose");
  return { title: t("title") };
}

export default async function NewRecallPage({ searchParams }: PageProps<"/recalls/new">) {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("recalls");
  const allowed = can(actorOf(scope, deps.clock.now()), "prepare-recall");
  if (!allowed.ok) return <NotForYou refusal={allowed.refusal} title={t("choose.title")} />;
  const batches = await viewBatches(deps, scope);
  if (!batches.ok) return <NotForYou refusal={batches.refusal} title={t("choose.title")} />;
  const authority = has(scope, "regulator");
  const decided = batches.value.filter(
    ({ holderId, commissioned }) => commissioned > 0 && (authority || holderId === scope.orgId),
  );
  const { batch: asked } = await searchParams;
  const chosen = decided.find(({ id }) => id === asked);
  if (!chosen) {
    return (
      <>
        <PageHeader title={t("choose.title")} lead={t("choose.lead")} />
        {decided.length > 0 ? (
          <ChooseBatch batches={decided} />
        ) : (
          <EmptyState
            title={t("choose.none")}
            action={<ButtonLink href={"/recalls" as Route}>{t("notHere.action")}</ButtonLink>}
          >
            {t("choose.noneBody")}
          </EmptyState>
        )}
      </>
    );
  }
  const others = decided.filter(
    ({ id, productId, recalled }) => productId === chosen.productId && id !== chosen.id && !recalled,
  );
  const [product, counted, ...countedOthers] = await Promise.all([
    deps.directory.product(scope, chosen.productId),
    countedBatch(scope, chosen),
    ...others.slice(0, OTHERS).map((other) => countedBatch(scope, other)),
  ]);
  const name = `${chosen.product} ${chosen.strength}`;
  return (
    <>
      <PageHeader title={t("form.title", { product: name, batch: chosen.number })} lead={t("form.lead")} />
      <div className="mb-9">
        {chosen.hold ? (
          <Notice title={t("form.onHold")} />
        ) : (
          <Notice
            tone="caution"
            title={t("form.holdFirst")}
            action={<HoldBatch batchId={chosen.id} number={chosen.number} packs={chosen.commissioned} />}
          >
            {t("form.holdFirstBody")}
          </Notice>
        )}
      </div>
      <RecallForm
        product={name}
        batch={counted}
        others={countedOthers}
        markets={authority ? [scope.country] : [...(product?.markets ?? [scope.country])]}
        authorityOf={authority ? scope.country : null}
      />
    </>
  );
}

/** What of it would come back, by the same count as the board of a recall. */
async function countedBatch(
  scope: TenantScope,
  { id, number, commissioned }: BatchLine,
): Promise<RecallableBatch> {
  const now = await viewBatchNow(web().deps, scope, id);
  return { id, number, ...scopeOf(balanceOf(commissioned, now.ok ? now.value.map(countedOf) : [])) };
}
