import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { BatchLine } from "@/lib/operations/desk-ports";

/** Above the title of a page about one batch: which, and the way back to it. */
export function BatchCrumb({
  batch,
}: {
  readonly batch: Pick<BatchLine, "id" | "number" | "product" | "strength">;
}) {
  const t = useTranslations("batches");
  return (
    <Link href={`/batches/${batch.id}` as Route} className="link -my-2 inline-block py-2">
      {t("name", { product: `${batch.product} ${batch.strength}`, batch: batch.number })}
    </Link>
  );
}
