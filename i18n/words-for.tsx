import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

type Namespace = keyof Awaited<ReturnType<typeof getMessages>>;

/** What error pages, frames and buttons say everywhere. */
export const WORDS_EVERYWHERE = ["common"] as const satisfies readonly Namespace[];

/** What a patient's phone needs: not the words of eleven stations. */
export const WORDS_OF_PUBLIC_PAGES = [
  ...WORDS_EVERYWHERE,
  "check",
  "landing",
  "pack-page",
  "proof",
  "proof-page",
  "public-verdict",
  "scan",
  "verdict",
] as const satisfies readonly Namespace[];

type WordsForProps = {
  /** Namespaces whose words the browser gets; absent: all of them. */
  readonly namespaces?: readonly Namespace[];
  readonly children: ReactNode;
};

/** Sends words to client components of one part of the site. Server components have the whole catalogue anyway. */
export async function WordsFor({ namespaces, children }: WordsForProps) {
  const all = await getMessages();
  const messages = namespaces ? Object.fromEntries(namespaces.map((name) => [name, all[name]])) : all;
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
