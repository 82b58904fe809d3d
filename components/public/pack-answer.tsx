import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { PublicFrame } from "@/components/frame/public-frame";
import { Section } from "@/components/ui/section";
import type { ProductFacts, VerdictKind } from "@/components/verdict/kind";
import { PublicVerdict } from "@/components/verdict/public-verdict";
import type { PublicCode, PublicVerdict as Verdict } from "@/lib/core/verdict/public-verdict";
import type { PublicAnswer } from "@/lib/operations/public-check";
import { Concern } from "./concern";
import { firstSentence } from "./first-sentence";
import { MissingFields } from "./missing-fields";
import { DAY, monthStart, SHORT_MONTH } from "./month";
import type { AskedPack } from "./pack-address";
import { PackProofs } from "./pack-proofs";
import { PackWay } from "./pack-way";
import { wayOf } from "./way";

const SHAPE: Record<Verdict["kind"], VerdictKind | "neutral"> = {
  RECOGNISED: "verified",
  ASK: "check",
  NOT_TRACKED: "cannot-tell",
  INCOMPLETE: "neutral",
};

/** A recall's own text is the only advice about taking the medicine: nothing of ours may contradict it. */
const TODO = {
  ACTIVE: "compare",
  SUPPLIED_ONCE: "compare",
  SAMPLE: "compare",
  EXPORTED: "ask",
  CONFLICT: "ask",
  NOT_RECOGNISED: "ask",
  ASK_PHARMACIST: "ask",
  WITHDRAWN: "recalled",
  RECALLED_PATIENT: "recalled",
  RECALLED_PATIENT_TEXT: "recalled",
  RECALLED_TRADE: "collected",
  EXPIRED: "expired",
  NOT_TRACKED: "notTracked",
  NO_SERIAL_NEEDED: "notTracked",
  NEEDS_BATCH_AND_EXPIRY: "missing",
} as const satisfies Record<PublicCode, string>;

type PackAnswerProps = { readonly answer: PublicAnswer; readonly asked: AskedPack };

/** The page of one pack. Its parts and their order are the same for every answer, for a code we know and one we don't. */
export function PackAnswer({ answer, asked }: PackAnswerProps) {
  const t = useTranslations("pack-page");
  const { verdict, steps, containerSteps } = answer;
  const way = wayOf(steps, containerSteps);
  const { title, detail } = useSentence(verdict);
  const product = useProduct(answer, asked);
  return (
    <PublicFrame width="phone" aside={<CheckAnother />}>
      <PublicVerdict
        kind={verdict.code === "NO_SERIAL_NEEDED" ? "neutral" : SHAPE[verdict.kind]}
        title={title}
        detail={detail}
        advice={verdict.kind === "INCOMPLETE" && <MissingFields asked={asked} />}
        product={product}
      />
      <Section title={t("todo.title")}>
        <p>{t(`todo.${TODO[verdict.code]}`)}</p>
      </Section>
      <Section title={t("way.title")}>
        {way.length > 0 ? (
          <PackWay way={way} />
        ) : (
          <p className="text-soft">{t(`way.none.${verdict.kind}`)}</p>
        )}
      </Section>
      <Section title={t("know.title")}>
        <PackProofs way={way} gtin={asked.gtin} serial={asked.serial} />
      </Section>
      <Concern />
    </PublicFrame>
  );
}

export function CheckAnother() {
  const t = useTranslations("pack-page");
  return (
    <Link href={"/check" as Route} className="link inline-flex min-h-11 items-center">
      {t("checkAnother")}
    </Link>
  );
}

function useSentence({ code, params }: Verdict): { readonly title: string; readonly detail: string } {
  const t = useTranslations("pack-page");
  const answer = useTranslations("public-verdict.answer");
  const format = useFormatter();
  // The text approved with a recall is shown as it is, under a title of ours.
  if (code === "RECALLED_PATIENT_TEXT") return { title: t("recalled"), detail: params.text ?? "" };
  const month = monthStart(params.month ?? null);
  const { title, rest } = firstSentence(
    answer(code, { month: month ? format.dateTime(month, SHORT_MONTH) : "" }),
  );
  return { title, detail: rest };
}

function useProduct({ product }: PublicAnswer, { gtin, serial, batch, expiry }: AskedPack): ProductFacts {
  const t = useTranslations("pack-page");
  const format = useFormatter();
  const day = expiry && new Date(`${expiry.lastValidDay}T00:00:00Z`);
  const until = day && format.dateTime(day, expiry.dayGiven ? DAY : SHORT_MONTH);
  return {
    name: product ? [product.name, product.strength].filter(Boolean).join(" ") : t("unnamedProduct"),
    form: product
      ? [[product.packSize, product.form].filter(Boolean).join(", "), product.maker]
          .filter(Boolean)
          .join(" · ")
      : t("productCode", { gtin }),
    batch: batch ?? undefined,
    expiry: until ? (expiry.dayGiven ? until : t("endOfMonth", { month: until })) : undefined,
    serial,
  };
}
