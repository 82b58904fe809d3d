import type { ReactNode } from "react";
import { WORDS_EVERYWHERE, WordsFor } from "@/i18n/words-for";

export default function SignInLayout({ children }: { readonly children: ReactNode }) {
  return <WordsFor namespaces={[...WORDS_EVERYWHERE, "sign-in"]}>{children}</WordsFor>;
}
