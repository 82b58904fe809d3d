"use client";

import { CircleCheck, Package } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LastScan } from "@/components/scan/last-scan";
import { NeutralLine } from "@/components/verdict/neutral-line";
import { ProductCard } from "@/components/verdict/product-card";
import { VerdictPanel } from "@/components/verdict/verdict-panel";
import { AnswerView, useProductFacts } from "./answer-view";
import type { CounterState } from "./counter-state";

type CounterBodyProps = {
  readonly state: Exclude<CounterState, { kind: "idle" }>;
  readonly timeZone: string;
};

/** What fills the screen after a scan. */
export function CounterBody({ state, timeZone }: CounterBodyProps) {
  const t = useTranslations("counter");
  const words = useTranslations("reasons.reason");
  const verdict = useTranslations("verdict");
  const format = useFormatter();
  switch (state.kind) {
    case "asking":
      return <Plain title={t("asking")} />;
    case "answered":
      return <AnswerView answer={state.answer} timeZone={timeZone} />;
    case "dispensed":
      return (
        <Plain
          icon={<CircleCheck aria-hidden className="size-24 text-ok" />}
          title={t("dispensed")}
          sub={t("dispensedSub", {
            time: format.dateTime(state.answer.at, "time", { timeZone }),
            moment: format.dateTime(state.dispensed.undoUntil, "moment", { timeZone }),
          })}
        >
          <Product answer={state.answer} />
        </Plain>
      );
    case "quarantined": {
      const { held, alertId } = state.quarantined;
      return (
        <Plain
          title={t("quarantined")}
          sub={t(`quarantine.${held ? "held" : "apart"}${alertId === null ? "" : "Alert"}`)}
        >
          <Product answer={state.answer} />
        </Plain>
      );
    }
    case "container":
      return (
        <Plain
          icon={<Package aria-hidden className="size-24 text-soft" />}
          title={t("container")}
          sub={t("containerSub")}
        />
      );
    case "unreadable":
      return (
        <div className="px-5 py-7 md:px-14">
          <LastScan scan={state.scan} />
        </div>
      );
    case "neutral":
      return (
        <NeutralLine
          title={words(state.code)}
          detail={t(`detail.${state.code === "LINEAR_CODE" ? "SCAN_SQUARE_CODE" : "NOTHING_TO_DO"}`)}
          product={{ name: state.name }}
        />
      );
    case "unknown-product":
      return (
        <VerdictPanel
          kind="cannot-tell"
          word={verdict("cannotTell")}
          reason={words("PRODUCT_UNKNOWN")}
          detail={t("detail.USE_NATIONAL_SYSTEM")}
          code="PRODUCT_UNKNOWN"
        />
      );
    case "lost":
      return (
        <VerdictPanel
          kind="cannot-tell"
          word={verdict("cannotTell")}
          reason={words("REGISTRY_UNREACHABLE")}
          detail={t("detail.WAIT_FOR_REGISTRY")}
          code="REGISTRY_UNREACHABLE"
        />
      );
  }
}

type PlainProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly sub?: string;
  readonly children?: ReactNode;
};

function Plain({ icon, title, sub, children }: PlainProps) {
  return (
    <div
      className="grid content-center gap-x-14 gap-y-8 px-5 py-7 md:px-14 lg:grid-cols-[6fr_4fr] lg:items-center"
      aria-live="polite"
    >
      <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
        {icon}
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-bold text-3xl">{title}</h2>
          {sub && <p className="mt-2 max-w-measure text-lg">{sub}</p>}
        </div>
      </div>
      {children}
    </div>
  );
}

function Product({ answer }: { readonly answer: Parameters<typeof useProductFacts>[0] }) {
  return <ProductCard look="station" product={useProductFacts(answer)} />;
}
