"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { ChevronDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonLook } from "./button-look";

export type MenuEntry = { readonly key: string; readonly label: ReactNode; readonly icon?: ReactNode } & (
  | { readonly href: Route; readonly onSelect?: never }
  | { readonly onSelect: () => void; readonly href?: never }
);

type MenuProps = {
  readonly label: ReactNode;
  readonly entries: readonly MenuEntry[];
  readonly icon?: ReactNode;
  readonly align?: "start" | "end";
};

const entryLook =
  "flex min-h-11 cursor-default items-center gap-3 px-4 py-2 outline-none select-none data-highlighted:bg-fill [&_.lucide]:size-5 [&_.lucide]:text-soft";

/** Rarer actions of a page behind one button. The main action never hides in here. */
export function Menu({ label, entries, icon, align = "end" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger className={buttonLook("secondary", "default", false)}>
        {icon}
        {label}
        <ChevronDown aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} className="z-50">
          <Base.Popup className="sheet min-w-52 py-1.5 shadow-lift outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {entries.map((entry) =>
              entry.href !== undefined ? (
                <Base.LinkItem key={entry.key} className={entryLook} render={<Link href={entry.href} />}>
                  {entry.icon}
                  {entry.label}
                </Base.LinkItem>
              ) : (
                <Base.Item key={entry.key} className={entryLook} onClick={entry.onSelect}>
                  {entry.icon}
                  {entry.label}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
