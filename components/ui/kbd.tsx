import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A key to press. `on` is for a key printed on a coloured button. */
export function Kbd({ children, on = false }: { readonly children: ReactNode; readonly on?: boolean }) {
  return (
    <kbd
      className={classNames(
        "inline-block min-w-6 rounded-sm border border-b-2 px-1.5 text-center font-medium text-sm leading-5",
        on ? "border-current" : "border-edge bg-card text-soft",
      )}
    >
      {children}
    </kbd>
  );
}
