import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { LinkRow, Rows } from "@/components/ui/rows";
import { requireScope } from "@/lib/auth/page-session";
import { findAnything } from "@/lib/operations/find-anything";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("find");
  return { title: t("title") };
}

/** Where the search box leads: a code goes straight to its trace, words to what they may mean. */
export default async function FindPage({ searchParams }: PageProps<"/find">) {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("find");
  const { q } = await searchParams;
  const text = typeof q === "string" ? q : "";
  const found = await findAnything(deps, scope, text);
  if (found.kind === "unit") redirect(`/trace?link=${encodeURIComponent(found.link)}` as Route);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { text })} />
      {found.batches.length + found.deliveries.length === 0 ? (
        <EmptyState title={t("nothing")}>{found.issue ?? t("nothingBody")}</EmptyState>
      ) : (
        <Rows>
          {found.batches.map(({ id, number, product, strength }) => (
            <LinkRow
              key={id}
              href={`/batches/${id}` as Route}
              title={number}
              detail={t("batch", { product: `${product} ${strength}` })}
            />
          ))}
          {found.deliveries.map(({ id, despatchAdvice, partner, packs }) => (
            <LinkRow
              key={id}
              href={`/deliveries/${id}` as Route}
              title={despatchAdvice}
              detail={t("delivery", { partner, packs })}
            />
          ))}
        </Rows>
      )}
    </>
  );
}
