"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { FileDrop } from "@/components/ui/file-drop";
import { MOST_MB, readTextFile } from "@/components/ui/read-text-file";
import { TextAreaField } from "@/components/ui/text-area-field";
import { exampleList } from "./example-list";
import { readSerialList } from "./serial-list";

type ImportFormProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onCheck: () => void;
  readonly busy: boolean;
  /** Offers a made-up list. */
  readonly demo: boolean;
};

/** Characters. */
const LONG_PASTE = 2_000;
/** Characters; a longer list is counted instead of shown: nobody reads it, and a text field is slow with it. */
const LONG_LIST = 40_000;

/** A file, dropped anywhere or chosen, or pasted lines; nothing is made from here. */
export function ImportForm({ text, onText, onCheck, busy, demo }: ImportFormProps) {
  const t = useTranslations("batches.commission");
  const [problem, setProblem] = useState<string | null>(null);
  const count = useMemo(() => {
    const { rows, twice } = readSerialList(text);
    return rows.length + twice.length;
  }, [text]);

  async function take(file: File) {
    const read = await readTextFile(file);
    if ("problem" in read) return setProblem(t(read.problem, { size: String(MOST_MB) }));
    setProblem(null);
    onText(read.text);
  }
  /** Browsers take minutes over thousands of pasted lines, line by line; as a value they are there at once. */
  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData("text");
    if (pasted.length < LONG_PASTE) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    setProblem(null);
    onText(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
  }
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (count === 0) return setProblem(t("empty"));
        setProblem(null);
        onCheck();
      }}
    >
      <FileDrop
        title={t("drop")}
        hint={t("fileHint")}
        choose={t("file")}
        label={t("fileLabel")}
        accept=".csv,.txt,.tsv,text/*"
        onFile={(file) => void take(file)}
      >
        {text.length > LONG_LIST ? (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3 border-line border-y py-4">
            <p className="min-w-0 flex-1 basis-48 font-semibold">{t("loaded", { count })}</p>
            <Button onClick={() => onText("")}>{t("unload")}</Button>
          </div>
        ) : (
          <TextAreaField
            code
            rows={8}
            label={t("paste")}
            hint={t("pasteHint")}
            value={text}
            error={problem}
            onPaste={paste}
            onChange={({ target }) => {
              setProblem(null);
              onText(target.value);
            }}
          />
        )}
      </FileDrop>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {count === 0 ? t("checkNone") : t("check", { count })}
        </Button>
        {demo && <Button onClick={() => onText(exampleList())}>{t("example")}</Button>}
      </div>
    </form>
  );
}
