"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import { IconButton } from "./icon-button";

export type ToastMessage = {
  readonly title: string;
  readonly detail?: string;
  /** One thing to do about it: { label: "Undo", run }. */
  readonly action?: { readonly label: string; readonly run: () => void };
};

/** Mounted once, by the root layout. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider limit={3} timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed end-4 bottom-20 start-4 z-50 grid gap-2 sm:start-auto sm:w-96 md:bottom-6">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const t = useTranslations("common");
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className="sheet shadow-lift transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-3 py-2 pe-2 ps-4">
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-semibold" />
          <Toast.Description className="text-sm text-soft" />
        </div>
        <Toast.Action className="link min-h-11 px-2 font-semibold" />
        <Toast.Close render={<IconButton label={t("dismiss")} icon={<X aria-hidden />} />} />
      </Toast.Content>
    </Toast.Root>
  ));
}

/**
 * `const toast = useToast(); toast({ title: "24 labels printed" })`. Polite and short-lived: only for what
 * succeeded. A refusal, an error or a verdict stays on the screen where the work is.
 */
export function useToast(): (message: ToastMessage) => void {
  const { add } = Toast.useToastManager();
  return useCallback(
    ({ title, detail, action }) => {
      add({
        title,
        ...(detail ? { description: detail } : {}),
        ...(action ? { actionProps: { children: action.label, onClick: action.run } } : {}),
      });
    },
    [add],
  );
}
