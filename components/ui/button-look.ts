import { classNames } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";
/** `default` is 44 px high, `big` 64 px: for gloves, and for the one decision of a station. */
export type ButtonSize = "default" | "big";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-edge bg-card text-ink hover:bg-fill",
  danger: "border-stop bg-stop text-on-accent hover:border-stop-strong hover:bg-stop-strong",
  quiet: "border-transparent bg-transparent text-ink hover:bg-fill",
};

const SIZE: Record<ButtonSize, string> = {
  default: "min-h-11 gap-2.5 px-5 py-2 text-base",
  big: "min-h-16 gap-3 px-8 py-2 text-lg leading-6 max-sm:px-5",
};

/** The look of everything that is pressed, shared by buttons and by links that look like one. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize, wide: boolean): string {
  return classNames(
    "inline-flex items-center justify-center rounded-md border text-center font-semibold select-none",
    "transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    "[&_.lucide]:size-[1.25em]",
    VARIANT[variant],
    SIZE[size],
    wide && "w-full",
  );
}
