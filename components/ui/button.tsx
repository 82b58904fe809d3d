import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./button-look";
import { classNames } from "./class-names";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** A lucide icon before the words. */
  readonly icon?: ReactNode;
  /** A key hint after the words: <Kbd>D</Kbd>. */
  readonly hint?: ReactNode;
  /** Work is running: the button stays where it is, keeps its words and takes no second press. */
  readonly busy?: boolean;
  /** Shown but not available. It stays focusable, so that a screen reader can find it and say why. */
  readonly unavailable?: boolean;
  readonly wide?: boolean;
};

/**
 * A verb. `type` is "button" unless said otherwise, so that no button submits a form by accident.
 * While busy or unavailable a press does nothing, a submit included.
 */
export function Button({
  variant = "secondary",
  size = "default",
  icon,
  hint,
  busy = false,
  unavailable = false,
  wide = false,
  type = "button",
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const blocked = busy || unavailable;
  return (
    <button
      {...rest}
      // A blocked submit button must not submit; without a type of its own it does nothing when pressed.
      type={blocked ? "button" : type}
      className={classNames(buttonLook(variant, size, wide), className)}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      {...(blocked || !onClick ? {} : { onClick })}
    >
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
      {hint}
    </button>
  );
}
