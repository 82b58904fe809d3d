import type { Metadata, Route } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { loadDelivery } from "@/app/(desk)/deliveries/load-delivery";
import { DeliveryActions } from "@/components/deliveries/delivery-actions";
import { DeliveryHistory } from "@/components/deliveries/delivery-history";
import { DeliveryLines } from "@/components/deliveries/delivery-lines";
import { DeliveryNote } from "@/components/deliveries/delivery-note";
import { DeliveryState } from "@/components/deliveries/delivery-state";
import { historyOf } from "@/components/deliveries/history";
import { unitsAndPacks } from "@/components/deliveries/level-words";
import { lineLevels } from "@/components/deliveries/line-levels";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { DifferenceRows } from "@/components/differences/difference-rows";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { canReceive } from "@/lib/core/custody/receive";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { traceUnit } from "@/lib/operations/trace-unit";
import type { Side } from "@/lib/operations/view-delivery";
import { web } from "@/lib/web/deps";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("deliveries");
  const { view } = await loadDelivery((await params).id);
  return {
    title: view?.ok ? t("detail.title", { advice: view.value.delivery.despatchAdvice }) : t("listTitle"),
  };
}

export default async function DeliveryPage({ params }: Props) {
  const { scope, view } = await loadDelivery((await params).id);
  const [t, format] = await Promise.all([getTranslations("deliveries"), getFormatter()]);
  if (view && !view.ok && view.refusal.code !== "SHIPMENT_UNKNOWN")
    return <NotForYou refusal={view.refusal} title={t("listTitle")} />;
  if (!view?.ok) {
    return (
      <>
        <PageHeader title={t("listTitle")} />
        <EmptyState
          title={t("notHere.title")}
          action={<ButtonLink href={"/deliveries" as Route}>{t("notHere.action")}</ButtonLink>}
        >
          {t("notHere.body")}
        </EmptyState>
      </>
    );
  }
  const { deps } = web();
  const { delivery, sender, receiver, toHere, fromHere } = view.value;
  const [first] = delivery.lines;
  const way = first ? await traceUnit(deps, scope, first.link) : null;
  const may = allowedActions(scope, deps.clock.now());
  const open = delivery.state === "OPEN";
  const missing = delivery.lines.reduce(
    (sum, { state, packCount }) => sum + (state === "missing" ? packCount : 0),
    0,
  );
  const units = unitsAndPacks(lineLevels(view.value), delivery.packCount, t, format);
  const transfer = delivery.senderId === delivery.receiverId;
  const nameOf = (side: Side | null) =>
    side === null ? t("detail.unknownParty") : transfer ? `${side.site}, ${side.city}` : side.organisation;
  const sideText = (side: Side | null) =>
    side ? `${side.organisation} · ${side.site}, ${side.city}` : nameOf(side);
  const partner = nameOf(fromHere ? receiver : sender);
  const differences = view.value.exceptions.map((one) => ({ ...one, partner, despatchAdvice: null }));
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          kicker={t(fromHere ? "detail.to" : toHere ? "detail.from" : "detail.between", { partner })}
          title={t("detail.title", { advice: delivery.despatchAdvice })}
          lead={<DeliveryState state={delivery.state} missing={missing} />}
          actions={
            <DeliveryActions
              shipmentId={delivery.id}
              units={units}
              packs={delivery.packCount}
              partner={partner}
              mayPrint={fromHere}
              mayReceive={toHere && canReceive(delivery.state).ok && may.has("receive-shipment")}
              mayVoid={fromHere && open && may.has("void-shipment")}
            />
          }
        />
        <DefinitionList
          items={[
            { label: t("detail.facts.sender"), value: sideText(sender) },
            { label: t("detail.facts.receiver"), value: sideText(receiver) },
            { label: t("detail.facts.units"), value: units },
            { label: t("detail.facts.order"), value: delivery.orderNumber ?? t("detail.facts.noOrder") },
            { label: t("detail.facts.purpose"), value: t(`purpose.${delivery.purpose}`) },
          ]}
        />
        {differences.length > 0 && (
          <Section title={t("detail.exceptions")}>
            <DifferenceRows differences={differences} timeZone={scope.timeZone} />
          </Section>
        )}
        <Section title={t("detail.lines")}>
          <DeliveryLines view={view.value} />
        </Section>
        <Section
          title={t("detail.events")}
          {...(fromHere && open && !may.has("void-shipment") ? { lead: t("void.notYou") } : {})}
        >
          <DeliveryHistory
            steps={historyOf(delivery, way?.ok ? (way.value.events ?? []) : [])}
            open={open}
            sender={nameOf(sender)}
            timeZone={scope.timeZone}
          />
        </Section>
      </div>
      {fromHere && <DeliveryNote view={view.value} timeZone={scope.timeZone} total={units} />}
    </>
  );
}
