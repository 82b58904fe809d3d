import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LiveSigns } from "@/components/desk/live-signs";
import { logSignOf } from "@/components/desk/log-sign";
import { firstStation, placesFor } from "@/components/desk/places";
import { SignOut } from "@/components/desk/sign-out";
import { AppFrame } from "@/components/frame/app-frame";
import { SearchBox } from "@/components/ui/search-box";
import { WordsFor } from "@/i18n/words-for";
import { requireScope } from "@/lib/auth/page-session";
import { web } from "@/lib/web/deps";

/** Everything at a desk stands in one frame; stations (packing, shipping, receiving, counter) have their own. */
export default async function DeskLayout({ children }: { readonly children: ReactNode }) {
  const scope = await requireScope();
  const { deps, env } = web();
  const [t, log] = await Promise.all([getTranslations("desk"), deps.desk.log()]);
  const now = deps.clock.now();
  const places = placesFor(scope, now, (key) => t(`places.${key}`));
  return (
    <WordsFor>
      <AppFrame
        places={places}
        who={{
          person: scope.personName,
          organisation: scope.orgName,
          site: `${scope.siteName}, ${scope.siteCity}`,
        }}
        signs={<LiveSigns log={logSignOf(log, now)} timeZone={scope.timeZone} />}
        search={<SearchBox action={"/find" as Route} />}
        scanHref={firstStation(places)}
        account={<SignOut label={env.DEMO ? t("changePerson") : t("signOut")} />}
      >
        {children}
      </AppFrame>
    </WordsFor>
  );
}
