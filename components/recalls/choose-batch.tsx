import type { Route } from "next";
import { useTranslations } from "next-intl";
import { LinkRow, Rows } from "@/components/ui/rows";
import type { BatchLine } from "@/lib/operations/desk-ports";

/** The batches that this person may recall, those already on hold first: most likely it is one of them. */
export function ChooseBatch({ batches }: { readonly batches: readonly BatchLine[] }) {
  const t = useTranslations("recalls");
  const ordered = [...batches].sort(
    (a, b) => Number(b.held) - Number(a.held) || Number(a.recalled) - Number(b.recalled),
  );
  return (
    <Rows>
      {ordered.map(({ id, number, product, strength, commissioned, held, recalled }) => (
        <LinkRow
          key={id}
          href={`/recalls/new?batch=${id}` as Route}
          title={t("name", { product: `${product} ${strength}`, batch: number })}
          detail={t("choose.packs", { packs: commissioned })}
          aside={held ? t("choose.held") : recalled ? t("choose.recalled") : undefined}
        />
      ))}
    </Rows>
  );
}
