import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Logo } from "@/components/ui/logo";
import { SkipLink } from "./skip-link";

type PublicFrameProps = {
  readonly children: ReactNode;
  /** `phone` is a column as wide as a hand-held page (a pack's answer), `page` a reading column (a proof). */
  readonly width?: "phone" | "page";
  /** Right of the name: what page this is, or the language. */
  readonly aside?: ReactNode;
  readonly footer?: ReactNode;
};

/** Pages anyone may open: the name, the content, nothing to sign in to. */
export function PublicFrame({ children, width = "page", aside, footer }: PublicFrameProps) {
  const t = useTranslations("common");
  const column = classNames("mx-auto w-full px-5", width === "phone" ? "max-w-108" : "max-w-3xl");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header
        className={classNames(column, "flex min-h-16 items-center gap-4", width === "page" && "sm:mt-6")}
      >
        <Link
          href={"/" as Route}
          aria-label={t("homeOf", { product: t("product") })}
          className="flex min-h-11 items-center"
        >
          <Logo />
        </Link>
        {aside && <div className="ms-auto text-end text-sm text-soft">{aside}</div>}
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={classNames(column, "flex-1 pt-5 pb-14", width === "page" && "sm:pt-8")}
      >
        {children}
      </main>
      {footer && (
        <footer className={classNames(column, "pb-8 text-sm text-soft")} data-print="hide">
          {footer}
        </footer>
      )}
    </div>
  );
}
