"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { readScan } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/scan/local-day";
import { type TypedFault, typedPack } from "@/lib/scan/typed";
import { type AskedPack, packHref } from "./pack-address";

type Missing = "batch" | "expiry";
const FIELDS: readonly Missing[] = ["batch", "expiry"];

/** Asks for batch and expiry, the same whether the serial exists or not, and leads to the full link. */
export function MissingFields({ asked }: { readonly asked: AskedPack }) {
  const t = useTranslations("pack-page.missing");
  const typing = useTranslations("scan.type");
  const router = useRouter();
  const [opening, open] = useTransition();
  const [faults, setFaults] = useState<Readonly<Partial<Record<Missing, TypedFault>>>>({});
  const given = { batch: asked.batch ?? "", expiry: asked.expiry?.yymmdd ?? "" };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const [batch = "", expiry = ""] = FIELDS.map((name) => String(typed.get(name) ?? ""));
    const result = completed(asked, batch, expiry);
    setFaults(result.faults);
    if (result.href) return open(() => router.push(result.href as Route));
    const wrong = form.elements.namedItem(FIELDS.find((name) => result.faults[name]) ?? "batch");
    if (wrong instanceof HTMLInputElement) wrong.focus();
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <p className="text-soft">{t("why")}</p>
      {FIELDS.map((name) => {
        const fault = faults[name];
        return (
          <TextField
            key={name}
            name={name}
            code
            label={typing(name)}
            hint={typing(`${name}Hint`)}
            defaultValue={given[name]}
            {...(fault ? { error: typing(`fault.${fault}`) } : {})}
          />
        );
      })}
      <Button type="submit" variant="primary" size="big" wide busy={opening}>
        {t("submit")}
      </Button>
    </form>
  );
}

type Completed = {
  readonly href?: string;
  readonly faults: Readonly<Partial<Record<Missing, TypedFault>>>;
};

function completed(asked: AskedPack, batch: string, expiry: string): Completed {
  const empty = {
    ...(batch.trim() === "" ? { batch: "missing" as const } : {}),
    ...(expiry.trim() === "" ? { expiry: "missing" as const } : {}),
  };
  const today = localDay(new Date());
  const typed = typedPack({ gtin: asked.gtin, serial: asked.serial, batch, expiry }, today);
  const faults = { ...(typed.ok ? {} : typed.faults), ...empty };
  const reading = typed.ok && Object.keys(empty).length === 0 ? readScan(typed.raw, { today }) : null;
  // Product and serial are the link's own: they were read once and are not read again.
  return reading?.kind === "pack"
    ? { href: packHref({ ...asked, batch: reading.pack.batch, expiry: reading.pack.expiry }), faults }
    : { faults };
}
