import { useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { DefinitionList } from "@/components/ui/definition-list";
import type { ListCheck } from "./code-list";

/** What the dry run found: how many lines, how many of them hold a code, and the first that don't. */
export function ListSummary({ lines, check }: { readonly lines: number; readonly check: ListCheck }) {
  const t = useTranslations("jobs.form");
  const { checked, readable, unread } = check;
  const first = t(checked < lines ? "readableFirst" : "readableOf", { readable, checked });
  return (
    <div role="status" className="grid gap-3">
      <p className="font-semibold text-xl">{t("lines", { count: lines })}</p>
      <DefinitionList
        items={[
          {
            key: "readable",
            label: t("readable"),
            value: checked === lines && readable === checked ? t("readableAll", { checked }) : first,
          },
        ]}
      />
      {unread.length > 0 && (
        <div className="grid gap-1.5">
          <p className="font-semibold">{t("unread")}</p>
          <DefinitionList
            items={unread.map(({ row, text }) => ({
              key: String(row),
              label: t("line", { row }),
              value: <Code group={0}>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</Code>,
            }))}
          />
          <p className="text-sm text-soft">{t("unreadHint", { count: unread.length })}</p>
        </div>
      )}
    </div>
  );
}
