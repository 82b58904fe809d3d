"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type DragEvent, useId, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
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

const MOST_MB = 32;
/** Characters. */
const LONG_PASTE = 2_000;
/** Characters; a longer list is counted instead of shown: nobody reads it, and a text field is slow with it. */
const LONG_LIST = 40_000;

/** Text that is dragged into the field below is left to the browser. */
const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

/** A file, dropped anywhere or chosen, or pasted lines; nothing is made from here. */
export function ImportForm({ text, onText, onCheck, busy, demo }: ImportFormProps) {
  const t = useTranslations("batches.commission");
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const count = useMemo(() => {
    const { rows, twice } = readSerialList(text);
    return rows.length + twice.length;
  }, [text]);

  async function take(file: File | undefined) {
    setOver(false);
    if (!file) return;
    if (file.size > MOST_MB * 1024 * 1024) return setProblem(t("tooLarge", { size: String(MOST_MB) }));
    const read = await file.text();
    // A NUL never stands in text: it is a spreadsheet's own format, or UTF-16.
    if (read.includes("\u0000")) return setProblem(t("unreadable"));
    setProblem(null);
    onText(read);
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
  function dragOver(event: DragEvent) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(true);
  }
  function dragLeave({ currentTarget, relatedTarget }: DragEvent) {
    // From one part of the form to another is not out of it.
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    setOver(false);
  }
  function drop(event: DragEvent) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  }

  return (
    <form
      className="grid gap-5"
      onDragOver={dragOver}
      onDragLeave={dragLeave}
      onDrop={drop}
      onSubmit={(event) => {
        event.preventDefault();
        if (count === 0) return setProblem(t("empty"));
        setProblem(null);
        onCheck();
      }}
    >
      <div
        className={classNames(
          "flex flex-wrap items-center gap-x-5 gap-y-3 rounded-md border border-dashed px-5 py-5",
          over ? "border-accent bg-fill" : "border-edge",
        )}
      >
        <FileUp aria-hidden className="size-7 text-accent" />
        <div className="min-w-0 flex-1 basis-48">
          <p className="font-semibold">{t("drop")}</p>
          <p id={hint} className="text-sm text-soft">
            {t("fileHint")}
          </p>
        </div>
        <Button aria-describedby={hint} onClick={() => input.current?.click()}>
          {t("file")}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,text/*"
          aria-label={t("fileLabel")}
          className="sr-only"
          tabIndex={-1}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // The same file, corrected, must count as a choice again.
            target.value = "";
          }}
        />
      </div>
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
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {count === 0 ? t("checkNone") : t("check", { count })}
        </Button>
        {demo && <Button onClick={() => onText(exampleList())}>{t("example")}</Button>}
      </div>
    </form>
  );
}
