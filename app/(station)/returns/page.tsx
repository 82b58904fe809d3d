import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { StationStatus } from "@/components/deliveries/station-status";
import { StationFrame } from "@/components/frame/station-frame";
import { ReturnsStation } from "@/components/returns/returns-station";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("returns");
  return { title: t("title") };
}

export default async function ReturnsPage() {
  const scope = await requireScope();
  const { deps } = web();
  const now = deps.clock.now();
  const allowed = can(actorOf(scope, now), "verify-pack");
  const status = <StationStatus scope={scope} />;
  if (!allowed.ok) {
    const t = await getTranslations("returns");
    return (
      <StationFrame title={t("title")} closeHref={"/home" as Route} status={status}>
        <NotForYou refusal={allowed.refusal} />
      </StationFrame>
    );
  }
  const may = allowedActions(scope, now);
  return (
    <ReturnsStation
      site={`${scope.siteName}, ${scope.siteCity}`}
      timeZone={scope.timeZone}
      mayRestock={may.has("restock-packs")}
      mayUndo={may.has("undo-pack")}
      tray={await deps.desk.tray(scope, "counter")}
      status={status}
    />
  );
}
