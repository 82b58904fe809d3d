import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./button-look";

export type ButtonLinkProps<Path extends string> = {
  readonly href: Route<Path>;
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  readonly wide?: boolean;
  /** A file to save instead of a page to open; rendered as a plain anchor, which Next does not prefetch. */
  readonly download?: string;
};

/** Goes somewhere, looks like a button. What changes something is a Button. */
export function ButtonLink<Path extends string>({
  href,
  children,
  variant = "secondary",
  size = "default",
  icon,
  wide = false,
  download,
}: ButtonLinkProps<Path>) {
  const look = buttonLook(variant, size, wide);
  if (download !== undefined) {
    return (
      <a href={href as string} download={download} className={look}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={look}>
      {icon}
      {children}
    </Link>
  );
}
