import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { SkipLink } from "./skip-link";

/** A station takes the colour of its last verdict; `plain` between verdicts. */
export type StationGround = "plain" | "ok" | "stop" | "check" | "cannot";

export type StationFrameProps = {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  /** Right side of the head: <Signs/>, sound, who. */
  readonly status?: ReactNode;
  readonly closeHref: Route;
  readonly children: ReactNode;
  /** What is saved, left; the buttons, right: see StationFoot. */
  readonly foot?: ReactNode;
  readonly ground?: StationGround;
};

const GROUND: Record<StationGround, string> = {
  plain: "bg-paper",
  ok: "bg-ok-fill",
  stop: "bg-stop-fill",
  check: "bg-check-fill",
  cannot: "bg-cannot-fill",
};

/** Full screen, no rail: what the hands do, and nothing else. */
export function StationFrame({
  title,
  sub,
  status,
  closeHref,
  children,
  foot,
  ground = "plain",
}: StationFrameProps) {
  const t = useTranslations("common");
  const plain = ground === "plain";
  return (
    <div
      className={classNames(
        "grid min-h-dvh grid-cols-1 grid-rows-[auto_1fr_auto] transition-colors",
        GROUND[ground],
      )}
      data-ground={ground}
    >
      <SkipLink />
      <header
        className={classNames(
          // A long sign ("Log halted …") takes a line of its own before it squeezes the title.
          "flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-3.5 md:flex-nowrap md:gap-5 md:px-7",
          plain ? "border-line" : "border-transparent",
        )}
        data-print="hide"
      >
        <Link
          href={closeHref}
          aria-label={t("close")}
          title={t("close")}
          className="grid size-11 flex-none place-items-center rounded-md border border-edge bg-card hover:bg-fill"
        >
          <X aria-hidden className="size-5" />
        </Link>
        <div className="min-w-0 flex-1 max-md:basis-24">
          <h1 className="font-semibold">{title}</h1>
          {sub && <div className="text-sm text-soft">{sub}</div>}
        </div>
        {status && (
          <div className="flex min-w-0 flex-wrap items-center justify-end gap-x-5 gap-y-1 text-sm text-soft max-md:ms-auto md:flex-none">
            {status}
          </div>
        )}
      </header>
      <main id="content" tabIndex={-1} className="grid min-w-0 grid-cols-1">
        {children}
      </main>
      {foot && (
        <footer
          className={classNames(
            "sticky bottom-0 border-t [@media(max-height:480px)]:static max-sm:[@media(max-height:680px)]:static",
            plain ? "border-line bg-card" : classNames("border-ink/15", GROUND[ground]),
          )}
          data-print="hide"
        >
          {foot}
        </footer>
      )}
    </div>
  );
}

/** Two zones: what was just scanned, and how far the whole is. Below each other on a phone. */
export function StationZones({ last, whole }: { readonly last: ReactNode; readonly whole: ReactNode }) {
  return (
    <div className="grid grid-cols-1 lg:grid-cols-[1.15fr_0.85fr]">
      <section className="flex min-w-0 flex-col justify-center border-line px-5 py-7 max-lg:border-b md:px-12 md:py-10 lg:border-e">
        {last}
      </section>
      <section className="grid min-w-0 content-start gap-7 px-5 py-7 md:px-11 md:py-11">{whole}</section>
    </div>
  );
}

/** Left a sentence (what is saved, what the answer covers), right the buttons, the main one last. */
export function StationFoot({
  note,
  children,
}: {
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3 md:px-7 md:py-4">
      {note && <div className="min-w-0 flex-1 basis-64 text-sm text-soft">{note}</div>}
      <div className="ms-auto flex flex-wrap items-center justify-end gap-3 max-sm:w-full max-sm:[&>*]:grow max-sm:[&>:last-child]:[flex:999_1_0%]">
        {children}
      </div>
    </div>
  );
}
