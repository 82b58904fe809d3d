import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CommandLine } from "@/components/proof/command-line";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { CreatedKey } from "@/lib/operations/create-key";

/** The key in full, for the only time. */
export function MadeKey({ made, origin }: { readonly made: CreatedKey; readonly origin: string }) {
  const t = useTranslations("keys.made");
  const top = useRef<HTMLDivElement>(null);
  // The form is gone: what came in its place is where the person is now.
  useEffect(() => top.current?.focus(), []);
  return (
    <div ref={top} tabIndex={-1} className="grid max-w-180 gap-6 outline-none">
      {made.key === null ? (
        <Notice live tone="caution" title={t("gone")}>
          {t("goneBody")}
        </Notice>
      ) : (
        <>
          <Notice live tone="caution" title={t("title")}>
            {t("lead")}
          </Notice>
          <CommandLine>{made.key}</CommandLine>
          <div>
            <Section title={t("try")}>
              <CommandLine>{`curl -H "Authorization: Bearer $PACKPROOF_KEY" ${origin}/api/v1/session`}</CommandLine>
            </Section>
          </div>
        </>
      )}
      <div>
        <ButtonLink variant="primary" href={"/settings/keys" as Route}>
          {t("done")}
        </ButtonLink>
      </div>
    </div>
  );
}
