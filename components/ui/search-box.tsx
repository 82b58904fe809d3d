"use client";

import { ScanLine } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Kbd } from "./kbd";

type SearchBoxProps<Path extends string> = {
  /** Where the words go, as ?q=. A scanner that types ends with Enter, which submits. */
  readonly action: Route<Path>;
  readonly initial?: string;
  readonly name?: string;
  readonly placeholder?: string;
};

/** The one box that takes a search or a scan. "/" puts the cursor there from anywhere on the page. */
export function SearchBox<Path extends string>({
  action,
  initial,
  name = "q",
  placeholder,
}: SearchBoxProps<Path>) {
  const t = useTranslations("common");
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest("input, textarea, select, [contenteditable]")
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <Form action={action} role="search" className="relative flex w-full max-w-140 items-center">
      <ScanLine aria-hidden className="pointer-events-none absolute start-3 size-5 text-soft" />
      <input
        ref={input}
        name={name}
        type="search"
        defaultValue={initial}
        aria-label={t("search.label")}
        placeholder={placeholder ?? t("search.placeholder")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        className="min-h-11 w-full truncate rounded-md border border-edge bg-card pe-3 ps-11 placeholder:text-soft md:pe-12"
      />
      <span aria-hidden className="pointer-events-none absolute end-3 max-md:hidden">
        <Kbd>/</Kbd>
      </span>
    </Form>
  );
}
