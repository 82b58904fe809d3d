import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** What it does, said by screen readers and shown on hover. */
  readonly label: string;
  readonly icon: ReactNode;
};

/** 44 × 44 px with a picture only: for close, mute and the like, where words would crowd. */
export function IconButton({ label, icon, type = "button", className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classNames(
        "inline-grid size-11 flex-none place-items-center rounded-md text-ink transition-colors hover:bg-fill [&_.lucide]:size-5",
        className,
      )}
    >
      {icon}
    </button>
  );
}
