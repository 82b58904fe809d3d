import { ScanLine } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo, LogoMark } from "@/components/ui/logo";
import { MorePlaces } from "./more-places";
import type { Place, Who } from "./place";
import { PlaceLink } from "./place-link";
import { SkipLink } from "./skip-link";
import { ThemeChoice } from "./theme-choice";
import { WhoBlock } from "./who-block";

export type AppFrameProps = {
  readonly children: ReactNode;
  /** Home first. The first three stand in the phone's bar, all of them under "More". */
  readonly places: readonly Place[];
  readonly who: Who;
  /** <Signs …/>, or a client component that keeps them alive. */
  readonly signs: ReactNode;
  /** <SearchBox …/> */
  readonly search?: ReactNode;
  /** Where the phone's middle button leads. */
  readonly scanHref: Route;
  /** The fixed place for what was scanned last. */
  readonly lastScan?: ReactNode;
  /** Sign out, change site: one or two quiet buttons. */
  readonly account?: ReactNode;
};

/**
 * Everything but stations and public pages stands in this frame: a slim rail (desk) or a bottom bar (phone),
 * and a header that always says who, for whom, where, and whether connection and log are alive.
 */
export function AppFrame({
  children,
  places,
  who,
  signs,
  search,
  scanHref,
  lastScan,
  account,
}: AppFrameProps) {
  const t = useTranslations("common");
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <aside
        className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-line border-e px-3 py-4 md:flex print:hidden"
        data-print="hide"
      >
        <Link href={places[0]?.href ?? scanHref} className="mb-3 flex min-h-11 items-center px-2.5">
          <Logo />
        </Link>
        <nav aria-label={t("places")} className="grid gap-0.5">
          {places.map((place) => (
            <PlaceLink key={place.href} place={place} />
          ))}
        </nav>
        <div className="mt-auto grid gap-3 pt-6">
          {lastScan && <div className="px-2.5">{lastScan}</div>}
          <div className="border-line border-t px-2.5 pt-3">
            <WhoBlock who={who} />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-1">
            <ThemeChoice />
            {account}
          </div>
        </div>
      </aside>

      <div className="flex min-w-0 flex-col">
        <header
          className="sticky top-0 z-30 flex flex-wrap items-center gap-x-6 gap-y-3 border-line border-b bg-paper px-5 py-3.5 md:min-h-18 md:flex-nowrap md:px-8"
          data-print="hide"
        >
          <div className="flex min-w-0 flex-1 items-center gap-3 md:hidden">
            <LogoMark className="size-7 flex-none" />
            <div className="min-w-0 text-sm leading-tight">
              <div className="truncate font-semibold">{who.site ?? who.organisation}</div>
              <div className="truncate text-soft">
                {who.site ? `${who.organisation} · ${who.person}` : who.person}
              </div>
            </div>
          </div>
          {search && <div className="min-w-0 max-md:order-last max-md:w-full md:flex-1">{search}</div>}
          <div className="md:ms-auto">{signs}</div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-286 flex-1 px-5 pt-7 pb-28 [--frame-top:0px] md:px-8 md:pt-9 md:pb-14 md:[--frame-top:4.5rem]"
        >
          {children}
        </main>
      </div>

      <nav
        aria-label={t("places")}
        data-print="hide"
        className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 items-center border-line border-t bg-card px-1 pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {places.slice(0, 2).map((place) => (
          <PlaceLink key={place.href} place={place} bar />
        ))}
        <Link
          href={scanHref}
          className="-mt-5 mb-1 grid size-16 place-items-center justify-self-center rounded-full border-4 border-card bg-accent text-on-accent"
        >
          <ScanLine aria-hidden className="size-7" />
          <span className="sr-only">{t("scan")}</span>
        </Link>
        {places.slice(2, 3).map((place) => (
          <PlaceLink key={place.href} place={place} bar />
        ))}
        <MorePlaces places={places} who={who} account={account} />
      </nav>
    </div>
  );
}
