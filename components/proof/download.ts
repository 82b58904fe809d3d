import { useTranslations } from "next-intl";

/** Saves a text that this page already holds: no request, so it works with the server switched off. */
export function saveProof(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // Not at once: the browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** "3 KB". A proof file is ASCII, so characters are bytes. */
export function useFileSize(): (bytes: number) => string {
  const t = useTranslations("proof-page.size");
  return (bytes) =>
    bytes < 1000 ? t("bytes", { count: bytes }) : t("kilobytes", { count: Math.round(bytes / 1000) });
}
