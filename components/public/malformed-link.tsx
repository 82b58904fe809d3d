import { TriangleAlert } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PublicFrame } from "@/components/frame/public-frame";
import { RawScan } from "@/components/scan/raw-scan";
import { ButtonLink } from "@/components/ui/button-link";
import type { PackAddress } from "./pack-address";

type Malformed = Extract<PackAddress, { kind: "malformed" }>;

/** Which element of the link is wrong, and why. Nothing was asked about. */
export function MalformedLink({ address }: { readonly address: Malformed }) {
  const t = useTranslations("pack-page");
  const { message, text, from, to } = address;
  return (
    <PublicFrame width="phone">
      <div className="flex flex-col items-center pt-2 text-center">
        <TriangleAlert aria-hidden className="size-16 text-soft" strokeWidth={1.5} />
        <h1 className="mt-5 font-bold text-xl">{t("malformed.title")}</h1>
        <p className="mt-1.5 text-lg">{message}</p>
      </div>
      <div className="sheet mt-7 px-4.5 py-4">
        <p className="mb-1 text-sm text-soft">{t("malformed.asGiven")}</p>
        <RawScan raw={text} from={from} to={to} />
      </div>
      <p className="mt-4 mb-5">{t("malformed.next")}</p>
      <ButtonLink href={"/check" as Route} variant="primary" size="big" wide>
        {t("checkAnother")}
      </ButtonLink>
    </PublicFrame>
  );
}
