import "@fontsource-variable/atkinson-hyperlegible-mono";
import "@fontsource-variable/atkinson-hyperlegible-next";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { StyleNonce } from "@/components/frame/style-nonce";
import { THEME_COOKIE, themeFrom } from "@/components/frame/theme";
import { ToastProvider } from "@/components/ui/toast";
import { WORDS_EVERYWHERE, WordsFor } from "@/i18n/words-for";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("tagline"),
    robots: { index: false },
    formatDetection: { telephone: false, date: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  // --paper of each theme, for the bar a phone draws around the page.
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7fbfc" },
    { media: "(prefers-color-scheme: dark)", color: "#0a1014" },
  ],
};

/** Asked for together with the styles, so that text does not change its width after it was first seen. */
const TEXT_FONT = new URL(
  "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  import.meta.url,
);

/** Reading the nonce makes every page dynamic: a page rendered at build time could not carry one. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  preload(TEXT_FONT.pathname, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  const [locale, head, jar] = await Promise.all([getLocale(), headers(), cookies()]);
  const theme = themeFrom(jar.get(THEME_COOKIE)?.value);
  return (
    <html lang={locale} {...(theme === "system" ? {} : { "data-theme": theme })}>
      <body>
        <WordsFor namespaces={WORDS_EVERYWHERE}>
          <StyleNonce nonce={head.get("x-nonce") ?? undefined}>
            <ToastProvider>{children}</ToastProvider>
          </StyleNonce>
        </WordsFor>
      </body>
    </html>
  );
}
