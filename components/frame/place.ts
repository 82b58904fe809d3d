import type { Route } from "next";
import type { ReactNode } from "react";

/** One of the few places a person's role needs. */
export type Place = {
  readonly href: Route;
  readonly label: string;
  /** A lucide icon element. */
  readonly icon: ReactNode;
};

/** Who works here, as which organisation, at which site. */
export type Who = {
  readonly person: string;
  readonly organisation: string;
  readonly site?: string;
};

/** A thing that must be alive for the work to count: the connection, the log. */
export type Sign = {
  readonly key: string;
  /** In words, with the time: "Log anchored 14:20", "Offline since 14:02, 3 waiting". */
  readonly label: string;
  readonly tone: "live" | "caution" | "neutral";
};

/** Home is active only as itself, any other place also on the pages below it. */
export function isActive(pathname: string, href: string): boolean {
  return pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
}
