"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shortCode } from "@/components/deliveries/link-parts";
import { UnitCode } from "@/components/deliveries/unit-code";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Row, Rows } from "@/components/ui/rows";
import type { FoundUnit } from "@/lib/operations/find-units";
import { useNamed } from "./use-named";

type OverageProps = {
  readonly links: readonly string[];
  readonly onRemove: (link: string) => void;
};

/** Scanned, but not on the delivery: what to do with it now, and a way to take a stray scan off the list. */
export function Overage({ links, onRemove }: OverageProps) {
  const t = useTranslations("receive.overage");
  const named = useNamed(links);
  const [deciding, setDeciding] = useState(false);
  const [first] = links;

  function describe(unit: FoundUnit | undefined): string | null {
    if (!unit) return null;
    if (!unit.known) return t("unknown");
    return [unit.product, unit.batch].filter((part) => part !== null).join(", ") || null;
  }
  const nameOf = (link: string) => describe(named.get(link)) ?? shortCode(link);

  return (
    <>
      {first !== undefined && (
        <Notice
          tone="caution"
          title={t("title", { count: links.length })}
          action={<Button onClick={() => setDeciding(true)}>{t("decide")}</Button>}
        >
          {links.length === 1 ? t("body", { what: nameOf(first) }) : t("bodyMany")}
        </Notice>
      )}
      <Dialog
        open={deciding && first !== undefined}
        onOpenChange={setDeciding}
        title={t("dialogTitle")}
        lead={t("dialogLead")}
        actions={
          <Button variant="primary" onClick={() => setDeciding(false)}>
            {t("keepAll")}
          </Button>
        }
      >
        <Rows>
          {links.map((link) => (
            <Row
              key={link}
              title={<UnitCode link={link} strong />}
              detail={describe(named.get(link))}
              action={
                <Button aria-label={t("removeOf", { what: shortCode(link) })} onClick={() => onRemove(link)}>
                  {t("remove")}
                </Button>
              }
            />
          ))}
        </Rows>
      </Dialog>
    </>
  );
}
