import type { ReactNode } from "react";
import { WordsFor } from "@/i18n/words-for";

/** Stations fill the screen: no frame, all the words. */
export default function StationLayout({ children }: { readonly children: ReactNode }) {
  return <WordsFor>{children}</WordsFor>;
}
