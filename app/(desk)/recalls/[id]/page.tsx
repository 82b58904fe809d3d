import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BoardView } from "@/components/recalls/board-view";
import { DraftView } from "@/components/recalls/draft-view";
import { loadRecall } from "@/components/recalls/load-recall";
import { NoRecall } from "@/components/recalls/no-recall";
import type { SecondPerson } from "@/components/recalls/second-people";
import { requireScope } from "@/lib/auth/page-session";
import { PERMISSIONS } from "@/lib/core/access/permissions";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { has, type TenantScope } from "@/lib/operations/scope";
import type { RecallView } from "@/lib/operations/view-recall";
import { web } from "@/lib/web/deps";

type Props = PageProps<"/recalls/[id]">;

/** Of each list; the file of a whole batch is the registry's, not a page's. */
const LISTED = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("recalls");
  const view = await loadRecall(await requireScope(), (await params).id);
  const batch = view?.ok ? view.value.batches[0] : undefined;
  return { title: batch ? t("name", { product: batch.product, batch: batch.number }) : t("title") };
}

export default async function RecallPage({ params }: Props) {
  const scope = await requireScope();
  const view = await loadRecall(scope, (await params).id);
  if (!view?.ok) return <NoRecall refusal={view?.refusal ?? null} />;
  const recall = view.value;
  const { deps } = web();
  const now = deps.clock.now();
  const { timeZone } = scope;
  const colleagues = await deps.desk.colleagues(scope);
  const nameOf = (person: string | null) => colleagues.find(({ id }) => id === person)?.name ?? null;
  const preparedBy = nameOf(recall.preparedBy);
  if (recall.signedAt === null) {
    const part = partOf(scope, recall, now);
    const seconds = part === "mine" ? await secondsFor(scope) : [];
    return (
      <DraftView recall={recall} part={part} preparedBy={preparedBy} seconds={seconds} timeZone={timeZone} />
    );
  }
  // A site that was told has something to do, and no figure of others to see.
  if (recall.batches.every(({ balance }) => balance === null))
    redirect(`/recalls/${recall.id}/answer` as Route);
  const [places, lost, attempts, ways, replaced] = await Promise.all([
    deps.desk.recallNow(scope, recall.id),
    deps.desk.recallUnaccounted(scope, recall.id, LISTED),
    deps.desk.recallAttempts(scope, recall.id, LISTED),
    deps.desk.recallWays(scope, recall.id),
    deps.desk.recallReplacements(scope, recall.id, LISTED),
  ]);
  return (
    <BoardView
      recall={recall}
      signedAt={recall.signedAt}
      people={{ preparedBy, signedBy: nameOf(recall.signedBy) }}
      lists={{ places, lost, attempts, ways, replaced }}
      mayAnswer={recall.responses.some(({ mine }) => mine) && allowedActions(scope, now).has("answer-recall")}
      now={now}
      timeZone={timeZone}
    />
  );
}

function partOf(scope: TenantScope, { preparedBy }: RecallView, now: number): "second" | "mine" | "none" {
  if (!allowedActions(scope, now).has("sign-recall")) return "none";
  return preparedBy === scope.personId ? "mine" : "second";
}

/** The demo knows what its people may do, and lets the visitor go on as one of them. */
async function secondsFor(scope: TenantScope): Promise<readonly SecondPerson[]> {
  const { env, sessions } = web();
  if (!env.DEMO) return [];
  const { roles: makers, regulator } = PERMISSIONS["sign-recall"];
  const sign: readonly string[] = has(scope, "regulator") ? regulator : makers;
  return (await sessions.demoPeople())
    .filter(({ orgId, personId }) => orgId === scope.orgId && personId !== scope.personId)
    .filter(({ roles }) => roles.some((role) => sign.includes(role)))
    .map(({ name, job, personId, orgId, siteId }) => ({ name, job, session: { personId, orgId, siteId } }));
}
