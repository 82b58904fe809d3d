import type { ReactNode } from "react";
import { WORDS_OF_PUBLIC_PAGES, WordsFor } from "@/i18n/words-for";

export default function PublicLayout({ children }: { readonly children: ReactNode }) {
  return <WordsFor namespaces={WORDS_OF_PUBLIC_PAGES}>{children}</WordsFor>;
}
