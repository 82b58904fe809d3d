import { Barcode, MapPin, Package } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PublicFrame } from "@/components/frame/public-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import type { PackAddress } from "./pack-address";

type Other = Extract<PackAddress, { readonly value: string }>;

const PICTURE = { product: Barcode, "logistic-unit": Package, location: MapPin } as const;

/** A sound link that is about no single pack: said in place, without a verdict. */
export function OtherCode({ address }: { readonly address: Other }) {
  const t = useTranslations("check.another");
  const page = useTranslations("pack-page");
  const Picture = PICTURE[address.kind];
  return (
    <PublicFrame width="phone">
      <div className="flex flex-col items-center pt-2 text-center">
        <Picture aria-hidden className="size-16 text-soft" strokeWidth={1.5} />
        <h1 className="mt-5 font-bold text-xl">{t(`${address.kind}.title`)}</h1>
        <p className="mt-1.5 text-lg">{t(`${address.kind}.body`)}</p>
        <p className="mt-5 mb-7 text-soft">
          <Code group={0}>{address.value}</Code>
        </p>
      </div>
      <ButtonLink href={"/check" as Route} variant="primary" size="big" wide>
        {page("checkAnother")}
      </ButtonLink>
    </PublicFrame>
  );
}
