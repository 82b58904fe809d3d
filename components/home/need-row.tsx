import { Archive, ClipboardCheck, Package } from "lucide-react";
import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Row } from "@/components/ui/rows";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { Need } from "@/lib/operations/view-home";
import { RecallRow } from "./recall-row";

/** One row of "Needs you now": what it is, why, and the one thing to do about it. */
export function NeedRow({ need, timeZone }: { readonly need: Need; readonly timeZone: string }) {
  const t = useTranslations("home");
  const format = useFormatter();
  switch (need.kind) {
    case "recall":
    case "signature":
    case "running":
      return <RecallRow need={need} timeZone={timeZone} />;
    case "recalled":
    case "expired":
    case "held": {
      const { product, strength, batch, count, lastValidDay } = need.stock;
      const name = { product: `${product} ${strength}`, batch };
      const day = format.dateTime(new Date(`${lastValidDay}T12:00:00Z`), "day", { timeZone: "UTC" });
      return (
        <Row
          icon={need.kind === "held" ? <Archive aria-hidden /> : <VerdictShape kind="stop" />}
          title={t(need.kind, { packs: count, ...name })}
          detail={t(`${need.kind}Detail`, { day, ...name })}
          action={<ButtonLink href={"/stock" as Route}>{t("openStock")}</ButtonLink>}
        />
      );
    }
    case "alert": {
      const { product, gtin, serial, count } = need.alert;
      const link = encodeURIComponent(`https://id.gs1.org/01/${gtin}/21/${encodeURIComponent(serial)}`);
      return (
        <Row
          icon={<VerdictShape kind="stop" />}
          title={t("alert", { product: product ?? gtin, count })}
          detail={
            <>
              <span className="font-mono">{serial}</span>
              {need.sites > 1 && ` · ${t("alertSites", { sites: need.sites })}`}
            </>
          }
          action={<ButtonLink href={`/trace?link=${link}` as Route}>{t("openTrace")}</ButtonLink>}
        />
      );
    }
    case "exception": {
      const { id, shipmentId, kind, despatchAdvice, partner, raisedAt, turn } = need.exception;
      const day = format.dateTime(raisedAt, "day", { timeZone });
      // One has a thread of its own to go to, several the delivery that names them all.
      const thread = need.count === 1 ? `/differences/${id}` : "";
      return (
        <Row
          icon={<VerdictShape kind="check" />}
          title={t(`exception.${kind}`, { advice: despatchAdvice, count: need.count })}
          detail={t(`exceptionTurn.${turn}`, { day, partner })}
          action={
            <ButtonLink href={`/deliveries/${shipmentId}${thread}` as Route}>
              {t("openDifference")}
            </ButtonLink>
          }
        />
      );
    }
    case "waiting":
    case "unshipped": {
      const { kind, partner, count, since } = need;
      const day = format.dateTime(since, "day", { timeZone });
      return (
        <Row
          icon={<VerdictShape kind="check" />}
          title={kind === "waiting" ? t("waiting", { count }) : t("unshipped", { count, receiver: partner })}
          detail={
            kind === "unshipped"
              ? t("unshippedDetail", { day })
              : partner === null
                ? t("waitingUnknown", { day })
                : t("waitingDetail", { day, sender: partner })
          }
          action={<ButtonLink href={"/deliveries" as Route}>{t("openDeliveries")}</ButtonLink>}
        />
      );
    }
    case "release": {
      const { product, strength, number, commissioned } = need.batch;
      return (
        <Row
          icon={<ClipboardCheck aria-hidden />}
          title={t("release", { product: `${product} ${strength}`, batch: number })}
          detail={t("releaseDetail", { packs: commissioned })}
          action={<ButtonLink href={`/batches/${need.batchId}` as Route}>{t("openBatch")}</ButtonLink>}
        />
      );
    }
    case "arrivals":
      return (
        <Row
          icon={<Package aria-hidden />}
          title={t("arrivals", { count: need.deliveries.length })}
          detail={need.deliveries
            .slice(0, 3)
            .map(({ partner, units, packs }) => t("arrival", { partner, units, packs }))
            .join(" · ")}
          action={<ButtonLink href={"/receive" as Route}>{t("receive")}</ButtonLink>}
        />
      );
  }
}
