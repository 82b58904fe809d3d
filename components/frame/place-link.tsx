"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";
import { isActive, type Place } from "./place";

/** A place in the rail, or (`bar`) in the bottom bar of a phone. */
export function PlaceLink({ place, bar = false }: { readonly place: Place; readonly bar?: boolean }) {
  const active = isActive(usePathname(), place.href);
  return (
    <Link
      href={place.href}
      aria-current={active ? "page" : undefined}
      className={classNames(
        "flex items-center rounded-md text-ink transition-colors hover:bg-fill [&_.lucide]:size-4.5",
        active ? "font-semibold [&_.lucide]:text-accent" : "[&_.lucide]:text-soft",
        bar
          ? "min-h-14 flex-col justify-center gap-1 px-1 text-center text-sm leading-4 [&_.lucide]:size-5.5"
          : "min-h-11 gap-3 px-2.5 py-2",
        active && !bar && "bg-fill",
      )}
    >
      {place.icon}
      <span className={bar ? "w-full truncate" : undefined}>{place.label}</span>
    </Link>
  );
}
