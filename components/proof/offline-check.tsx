import { useTranslations } from "next-intl";
import { useId } from "react";
import { CommandLine } from "./command-line";
import type { ProofSetting } from "./proof-setting";

/** How to check the file without this page: by our command line, with or without a chain. */
export function OfflineCheck({ setting }: { readonly setting: ProofSetting }) {
  const t = useTranslations("proof-page.offline");
  const title = useId();
  const node = setting.rpcUrl ?? t("yourNode");
  return (
    <section aria-labelledby={title} className="sheet mt-4 grid gap-3 px-4.5 py-4.5">
      <h2 id={title} className="font-semibold">
        {t("title")}
      </h2>
      <p className="text-sm text-soft">{t("lead")}</p>
      <CommandLine>npm run -s packproof -- verify proof.json</CommandLine>
      <p className="text-sm text-soft">{setting.rpcUrl === null ? t("chain") : t("chainHere")}</p>
      <CommandLine>{`npm run -s packproof -- verify proof.json --rpc ${node} --contract ${setting.contract}`}</CommandLine>
    </section>
  );
}
