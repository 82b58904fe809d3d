import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { isBlocker, timeLeft } from "./answer-parts";
import type { Answer, ReturnedPack } from "./use-returns";

const SHAPE = { yes: "verified", "after-undo": "check", no: "stop" } as const;

type ReturnAnswerProps = { readonly answer: Answer; readonly timeZone: string };

/** May it go back to stock: the answer, all that stands against it, and how long an undo is possible. */
export function ReturnAnswer({ answer, timeZone }: ReturnAnswerProps) {
  const t = useTranslations("returns");
  const blocked = useTranslations("deliveries.reason");
  const format = useFormatter();
  const { back, reasons, returned, undoUntil, undoLeft } = answer;
  const when = (at: number) => format.dateTime(at, "moment", { timeZone });
  const left = undoLeft === null || undoLeft === 0 ? null : timeLeft(undoLeft);
  return (
    <div role="status" className="grid gap-4">
      <p className="flex items-center gap-4 font-bold text-2xl">
        <VerdictShape kind={SHAPE[back]} className="size-14" on="var(--paper)" />
        {t(`back.${back}`)}
      </p>
      <p className="text-lg">{t(`explain.${back}`)}</p>
      {reasons.length > 0 && (
        <ul className="list-disc ps-6">
          {reasons.map((code) => (
            <li key={code}>{isBlocker(code) ? t("itIs", { reason: blocked(code) }) : t(`reason.${code}`)}</li>
          ))}
        </ul>
      )}
      {returned && returned.suppliedAt !== null && (
        <p>{t("shipped", { supplied: when(returned.suppliedAt), returned: when(returned.returnedAt) })}</p>
      )}
      {left && undoUntil !== null && (
        <p className="font-semibold">
          {left.days + left.hours === 0 ? t("undoSoon") : t("undoLeft", left)}
          <span className="block font-normal text-soft">{t("undoUntil", { when: when(undoUntil) })}</span>
        </p>
      )}
    </div>
  );
}

/** The pack in the hand, as its code says it is. */
export function PackFacts({
  pack,
  product,
}: {
  readonly pack: ReturnedPack;
  readonly product: string | null;
}) {
  const t = useTranslations("returns");
  const format = useFormatter();
  const day = (text: string) => format.dateTime(new Date(`${text}T12:00:00Z`), "day", { timeZone: "UTC" });
  return (
    <DefinitionList
      look="big"
      items={[
        { label: t("product"), value: product ?? pack.gtin },
        { label: t("serial"), value: <span className="break-all font-mono">{pack.serial}</span> },
        ...(pack.batch === null ? [] : [{ label: t("batch"), value: pack.batch }]),
        ...(pack.expiry === null ? [] : [{ label: t("expiry"), value: day(pack.expiry) }]),
      ]}
    />
  );
}
