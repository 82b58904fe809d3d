"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";

type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  /** `end` slides in from the bottom edge on a phone: for menus of places and choices. */
  readonly place?: "centre" | "end";
  readonly width?: "narrow" | "wide";
};

/** One question or one short task above the page. Focus stays inside; Escape and the cross close it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  lead,
  children,
  actions,
  place = "centre",
  width = "narrow",
}: DialogProps) {
  const t = useTranslations("common");
  const position =
    place === "centre"
      ? "top-1/2 left-1/2 w-[calc(100%-2rem)] -translate-x-1/2 -translate-y-1/2"
      : "inset-x-0 bottom-0 rounded-b-none sm:inset-x-auto sm:left-1/2 sm:w-[calc(100%-2rem)] sm:-translate-x-1/2";
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.15_0.01_230/0.55)] transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={`sheet fixed z-50 max-h-[calc(100dvh-2rem)] overflow-y-auto p-5 shadow-lift transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 sm:p-6 ${position} ${width === "wide" ? "max-w-3xl" : "max-w-lg"}`}
        >
          <div className="flex items-start gap-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {lead && <Base.Description className="mt-1 text-soft">{lead}</Base.Description>}
            </div>
            <Base.Close
              render={<IconButton label={t("close")} icon={<X aria-hidden />} className="-mt-2 -me-2" />}
            />
          </div>
          {children && <div className="mt-4">{children}</div>}
          {actions && <div className="mt-6 flex flex-wrap justify-end gap-3">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
