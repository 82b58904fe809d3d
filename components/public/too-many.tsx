import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { PublicFrame } from "@/components/frame/public-frame";

/** The limit was reached: why there is one, and when to try again. */
export function TooMany({ seconds }: { readonly seconds: number }) {
  const t = useTranslations("pack-page.wait");
  return (
    <PublicFrame width="phone">
      <div className="flex flex-col items-center pt-2 text-center">
        <Hourglass aria-hidden className="size-16 text-soft" strokeWidth={1.5} />
        <h1 className="mt-5 font-bold text-xl">{t("title")}</h1>
        <p className="mt-1.5 text-lg">{t("body", { seconds })}</p>
      </div>
    </PublicFrame>
  );
}
