import { CircleAlert, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FileDrop } from "@/components/ui/file-drop";
import { MOST_MB, readTextFile } from "@/components/ui/read-text-file";
import { checkList, readCodeList } from "./code-list";
import { ListSummary } from "./list-summary";
import type { LoadedList } from "./start-form";

/** As the API takes at once. */
const MOST_LINES = 500_000;

type ListFieldProps = {
  readonly loaded: LoadedList | null;
  readonly onLoaded: (loaded: LoadedList | null) => void;
  readonly today: string;
  readonly error: string | null;
};

/** A file of codes, and what a first look at it says. */
export function ListField({ loaded, onLoaded, today, error }: ListFieldProps) {
  const t = useTranslations("jobs.form");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  async function take(file: File) {
    setName(file.name);
    const read = await readTextFile(file);
    if ("problem" in read) return setProblem(t(read.problem, { size: String(MOST_MB) }));
    const list = readCodeList(read.text);
    if (list.length > MOST_LINES) return setProblem(t("tooMany", { count: list.length }));
    const check = checkList(list, today);
    if (check.readable === 0) return setProblem(t("nothing"));
    setProblem(null);
    onLoaded({ list, check });
  }

  if (loaded) {
    return (
      <div className="grid gap-4 border-line border-y py-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <FileText aria-hidden className="size-6 text-accent" />
          <p className="wrap-anywhere min-w-0 flex-1 basis-40 font-semibold">{name}</p>
          <Button onClick={() => onLoaded(null)}>{t("another")}</Button>
        </div>
        <ListSummary lines={loaded.list.length} check={loaded.check} />
      </div>
    );
  }
  const wrong = problem ?? error;
  return (
    <FileDrop
      title={t("drop")}
      hint={t("dropHint")}
      choose={t("choose")}
      label={t("fileLabel")}
      accept=".csv,.txt,.tsv,text/*"
      onFile={(file) => void take(file)}
    >
      {wrong && (
        <p role="alert" className="flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5 flex-none" />
          {wrong}
        </p>
      )}
    </FileDrop>
  );
}
