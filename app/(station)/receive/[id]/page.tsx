import type { Metadata, Route } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { unitsAndPacks } from "@/components/deliveries/level-words";
import { lineLevels } from "@/components/deliveries/line-levels";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { StationStatus } from "@/components/deliveries/station-status";
import { StationFrame } from "@/components/frame/station-frame";
import { closedOf } from "@/components/receive/closed-of";
import { keptScansKey } from "@/components/receive/kept-receipt";
import { ReceiveStation } from "@/components/receive/receive-station";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { shipmentId } from "@/lib/core/pack/ids";
import { arrivingBlockers } from "@/lib/operations/arriving-blockers";
import { actorOf } from "@/lib/operations/scope";
import { viewDelivery } from "@/lib/operations/view-delivery";
import { web } from "@/lib/web/deps";

const load = cache(async (id: string) => {
  const scope = await requireScope();
  const { deps } = web();
  const may = can(actorOf(scope, deps.clock.now()), "receive-shipment");
  if (!may.ok) return { scope, view: may } as const;
  if (!z.uuid().safeParse(id).success) return { scope, view: null } as const;
  return { scope, view: await viewDelivery(deps, scope, shipmentId(id.toLowerCase())) } as const;
});

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("receive");
  const { view } = await load((await params).id);
  const advice = view?.ok && "delivery" in view.value ? view.value.delivery.despatchAdvice : null;
  return { title: advice === null ? t("title") : t("head", { advice }) };
}

export default async function ReceiveDeliveryPage({ params }: Props) {
  const { scope, view } = await load((await params).id);
  const { deps } = web();
  const [t, words, format] = await Promise.all([
    getTranslations("receive"),
    getTranslations("deliveries"),
    getFormatter(),
  ]);
  const status = <StationStatus scope={scope} />;
  if (!view?.ok || !("delivery" in view.value) || view.value.delivery.receiverId !== scope.orgId) {
    const refusal =
      view && !view.ok
        ? view.refusal
        : { code: "SHIPMENT_UNKNOWN", message: t("notYours.title"), next: t("notYours.next") };
    return (
      <StationFrame title={t("title")} closeHref={"/receive" as Route} status={status}>
        <NotForYou refusal={refusal} back={{ href: "/receive" as Route, label: t("start.list") }} />
      </StationFrame>
    );
  }
  const { delivery, sender, units } = view.value;
  const closed = closedOf(view.value);
  const [problems, tray] = await Promise.all([
    closed ? null : arrivingBlockers(deps, scope, delivery),
    deps.desk.tray(scope, "receive"),
  ]);
  const transfer = delivery.senderId === delivery.receiverId;
  const partner = !sender ? words("detail.unknownParty") : transfer ? sender.site : sender.organisation;
  const from = sender ? `${partner}, ${sender.city}` : partner;
  const what = unitsAndPacks(lineLevels(view.value), delivery.packCount, words, format);
  return (
    <ReceiveStation
      shipmentId={delivery.id}
      title={t("head", { advice: delivery.despatchAdvice })}
      sub={
        delivery.orderNumber === null
          ? t("headSub", { partner: from, units: what })
          : t("headSubOrder", { partner: from, units: what, order: delivery.orderNumber })
      }
      partner={partner}
      site={`${scope.siteName}, ${scope.siteCity}`}
      timeZone={scope.timeZone}
      keptAs={keptScansKey(`${scope.personId}.${scope.siteId}`, delivery.id)}
      units={units}
      problems={problems?.ok ? problems.value : []}
      tray={tray}
      closed={closed}
      status={status}
    />
  );
}
