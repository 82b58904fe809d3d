"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { Place, Who } from "./place";
import { PlaceLink } from "./place-link";
import { ThemeChoice } from "./theme-choice";
import { WhoBlock } from "./who-block";

type MorePlacesProps = {
  readonly places: readonly Place[];
  readonly who: Who;
  readonly account?: ReactNode;
};

/** The last button of the phone's bar: every place, who is signed in, and what belongs to the account. */
export function MorePlaces({ places, who, account }: MorePlacesProps) {
  const t = useTranslations("common");
  const pathname = usePathname();
  const [openOn, setOpenOn] = useState<string | null>(null);

  // Having arrived somewhere, the sheet is in the way.
  useEffect(() => setOpenOn((on) => (on === pathname ? on : null)), [pathname]);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpenOn(pathname)}
        className="flex min-h-14 w-full flex-col items-center justify-center gap-1 rounded-md px-1 text-sm leading-4 hover:bg-fill"
      >
        <Menu aria-hidden className="size-5.5 text-soft" />
        {t("more")}
      </button>
      <Dialog
        open={openOn === pathname}
        onOpenChange={(open) => setOpenOn(open ? pathname : null)}
        title={t("places")}
        place="end"
      >
        <nav aria-label={t("places")} className="-mx-2.5 grid gap-0.5">
          {places.map((place) => (
            <PlaceLink key={place.href} place={place} />
          ))}
        </nav>
        <div className="mt-4 flex items-start justify-between gap-4 border-line border-t pt-4">
          <WhoBlock who={who} />
          <div className="flex flex-wrap items-center justify-end">
            <ThemeChoice />
            {account}
          </div>
        </div>
      </Dialog>
    </>
  );
}
