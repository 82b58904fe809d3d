"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";

type FileDropProps = {
  readonly title: string;
  readonly hint: string;
  /** On the button that opens the browser's own choice of files. */
  readonly choose: string;
  /** Of the file input, for screen readers. */
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  /** What else a file may be dropped on. */
  readonly children?: ReactNode;
};

/** Text that is dragged into a field is left to the browser. */
const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

/** A file, dropped here or chosen. */
export function FileDrop({ title, hint, choose, label, accept, onFile, children }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [over, setOver] = useState(false);

  function dragOver(event: DragEvent) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(true);
  }
  function dragLeave({ currentTarget, relatedTarget }: DragEvent) {
    // From one part to another is not out of it.
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    setOver(false);
  }
  function drop(event: DragEvent) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  }

  return (
    <fieldset
      // Dropping is one way of three; the button and the field are the others.
      aria-label={title}
      className="grid min-w-0 gap-5"
      onDragOver={dragOver}
      onDragLeave={dragLeave}
      onDrop={drop}
    >
      <div
        className={classNames(
          "flex flex-wrap items-center gap-x-5 gap-y-3 rounded-md border border-dashed px-5 py-5",
          over ? "border-accent bg-fill" : "border-edge",
        )}
      >
        <FileUp aria-hidden className="size-7 text-accent" />
        <div className="min-w-0 flex-1 basis-48">
          <p className="font-semibold">{title}</p>
          <p id={hintId} className="text-sm text-soft">
            {hint}
          </p>
        </div>
        <Button aria-describedby={hintId} onClick={() => input.current?.click()}>
          {choose}
        </Button>
        <input
          ref={input}
          type="file"
          accept={accept}
          aria-label={label}
          className="sr-only"
          tabIndex={-1}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) onFile(file);
            // The same file, corrected, must count as a choice again.
            target.value = "";
          }}
        />
      </div>
      {children}
    </fieldset>
  );
}
