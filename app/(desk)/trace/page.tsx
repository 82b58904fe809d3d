import { Route as RouteIcon } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TraceScan } from "@/components/trace/trace-scan";
import { TraceWay } from "@/components/trace/trace-way";
import { UnitHead } from "@/components/trace/unit-head";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { traceUnit } from "@/lib/operations/trace-unit";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trace");
  return { title: t("title") };
}

export default async function TracePage({ searchParams }: PageProps<"/trace">) {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("trace");
  const { link } = await searchParams;
  const scan = <TraceScan tray={await deps.desk.tray(scope, "find")} />;
  if (typeof link !== "string") {
    return (
      <>
        <PageHeader title={t("title")} lead={t("lead")} />
        {scan}
        <div className="mt-9">
          <EmptyState icon={<RouteIcon aria-hidden />} title={t("empty")}>
            {t("emptyBody")}
          </EmptyState>
        </div>
      </>
    );
  }
  const [trace, log] = await Promise.all([traceUnit(deps, scope, link), deps.desk.log()]);
  if (!trace.ok) {
    return (
      <>
        <PageHeader title={t("title")} />
        <Notice tone="caution" title={trace.refusal.message}>
          {trace.refusal.next}
        </Notice>
        <div className="mt-7">{scan}</div>
      </>
    );
  }
  const { unit, events, owner } = trace.value;
  if (!unit || !events) {
    return (
      <>
        <PageHeader title={t("denied")} lead={owner ? t("deniedBody", { owner }) : t("deniedNoOwner")} />
        {scan}
      </>
    );
  }
  const pack = unit.gtin && unit.serial ? { gtin: unit.gtin, serial: unit.serial } : null;
  return (
    <>
      <UnitHead unit={unit} />
      <TraceWay events={events} log={log} pack={pack} />
      <div className="mt-9">{scan}</div>
    </>
  );
}
