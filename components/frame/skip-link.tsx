import { useTranslations } from "next-intl";

/** First in the tab order of every frame; leads to the element with id "content". */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a
      href="#content"
      className="fixed top-2 start-2 z-50 -translate-y-20 rounded-md border border-accent bg-card px-4 py-2.5 font-semibold focus-visible:translate-y-0"
    >
      {t("skipToContent")}
    </a>
  );
}
