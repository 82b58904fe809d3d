import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AnswerView } from "@/components/recalls/answer-view";
import { loadRecall } from "@/components/recalls/load-recall";
import { NoRecall } from "@/components/recalls/no-recall";
import { requireScope } from "@/lib/auth/page-session";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { web } from "@/lib/web/deps";

type Props = PageProps<"/recalls/[id]/answer">;

/** Units listed at once: what is put aside makes room for the next. */
const LISTED = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("recalls");
  const view = await loadRecall(await requireScope(), (await params).id);
  const batch = view?.ok ? view.value.batches[0] : undefined;
  return { title: batch ? t("name", { product: batch.product, batch: batch.number }) : t("title") };
}

export default async function AnswerPage({ params }: Props) {
  const scope = await requireScope();
  const view = await loadRecall(scope, (await params).id);
  if (!view?.ok || view.value.signedAt === null) {
    return <NoRecall refusal={view && !view.ok ? view.refusal : null} />;
  }
  const recall = view.value;
  const { deps } = web();
  const here = await deps.desk.recallUnitsHere(scope, recall.id, LISTED);
  const may = allowedActions(scope, deps.clock.now());
  return (
    <AnswerView
      recall={recall}
      response={recall.responses.find(({ siteId }) => siteId === scope.siteId) ?? null}
      here={here}
      mayAnswer={may.has("answer-recall")}
      mayHold={may.has("place-hold")}
      board={recall.batches.some(({ balance }) => balance !== null)}
      timeZone={scope.timeZone}
    />
  );
}
