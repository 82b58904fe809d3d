import { useFormatter, useTranslations } from "next-intl";
import { BalanceBar, type BalancePart } from "@/components/ui/balance-bar";
import type { BatchLine } from "@/lib/operations/desk-ports";

/** Where the packs of a batch are: the parts make the whole, to the pack. */
export function Equation({ batch }: { readonly batch: BatchLine }) {
  const t = useTranslations("batches.equation");
  const format = useFormatter();
  const part = (key: string, label: string, value: number, tone: BalancePart["tone"]): BalancePart => ({
    key,
    label,
    value,
    text: format.number(value, "count"),
    tone,
  });
  const atSite = t(batch.state === "RELEASED" ? "atSite" : "atSiteUnreleased");
  return (
    <BalanceBar
      title={<EquationTitle packs={batch.commissioned} />}
      parts={[
        part("atSite", atSite, batch.atSite, "deep"),
        part("inTransit", t("inTransit"), batch.inTransit, "mid"),
        part("elsewhere", t("elsewhere"), batch.elsewhere, "light"),
        part("supplied", t("supplied"), batch.supplied, "dark"),
        part("held", t("held"), batch.heldPacks, "grey"),
        part("other", t("other"), batch.other, "pale"),
      ]}
    />
  );
}

/** "1,440 packs made = every pack in exactly one place". */
export function EquationTitle({ packs }: { readonly packs: number }) {
  const t = useTranslations("batches.equation");
  return (
    <>
      <strong className="font-semibold">{t("title", { count: packs })}</strong>{" "}
      <span className="text-soft">{t("rest")}</span>
    </>
  );
}
