"use client";

import { Ban, ChevronRight, MapPin } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { TextField } from "@/components/ui/text-field";
import type { Receiver } from "./receivers";

/** More than one look takes in: a box to type in comes first. */
const MANY = 8;

type ReceiverChoiceProps = {
  readonly receivers: readonly Receiver[];
  /** Units on the list already: the receiver was changed. */
  readonly waiting: number;
  readonly onChoose: (receiver: Receiver) => void;
};

/** First of all who receives it: who may not is shown, with the reason, before anything was scanned. */
export function ReceiverChoice({ receivers, waiting, onChoose }: ReceiverChoiceProps) {
  const t = useTranslations("ship.receiver");
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = receivers.filter(({ organisation, site, city }) =>
    [organisation, site, city].some((text) => text.toLocaleLowerCase().includes(wanted)),
  );
  const groups = [
    { key: "partners", rows: shown.filter(({ own, barred }) => !own && !barred) },
    { key: "own", rows: shown.filter(({ own, barred }) => own && !barred) },
    { key: "barred", rows: shown.filter(({ barred }) => barred) },
  ] as const;
  return (
    <div className="mx-auto w-full max-w-3xl px-5 py-8 md:py-12">
      <h2 className="font-bold text-2xl">{t("title")}</h2>
      <p className="mt-2 mb-7 max-w-measure text-soft">
        {waiting > 0 ? t("resume", { count: waiting }) : t("lead")}
      </p>
      {receivers.length > MANY && (
        <div className="mb-7 max-w-108">
          <TextField
            label={t("filter")}
            hint={t("filterHint")}
            type="search"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </div>
      )}
      {receivers.length === 0 && <EmptyState title={t("nobody")}>{t("nobodyBody")}</EmptyState>}
      {receivers.length > 0 && shown.length === 0 && <p className="text-soft">{t("noMatch")}</p>}
      {groups.map(
        ({ key, rows }) =>
          rows.length > 0 && (
            <Section key={key} title={t(key)}>
              <ul className="sheet divide-y divide-line overflow-hidden">
                {rows.map((receiver) => (
                  <li key={receiver.siteId}>
                    {receiver.barred ? (
                      <BarredRow receiver={receiver} barred={receiver.barred} />
                    ) : (
                      <ReceiverRow receiver={receiver} onChoose={onChoose} />
                    )}
                  </li>
                ))}
              </ul>
            </Section>
          ),
      )}
    </div>
  );
}

function ReceiverRow({
  receiver,
  onChoose,
}: {
  readonly receiver: Receiver;
  readonly onChoose: (receiver: Receiver) => void;
}) {
  const t = useTranslations("ship.receiver");
  return (
    <button
      type="button"
      onClick={() => onChoose(receiver)}
      className="flex min-h-16 w-full items-center gap-4.5 px-4.5 py-3.5 text-start -outline-offset-3 transition-colors hover:bg-fill"
    >
      <MapPin aria-hidden className="size-6 text-accent" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{receiver.organisation}</span>
        <span className="block text-sm text-soft">
          {t("site", { site: receiver.site, city: receiver.city })}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-5 text-soft rtl:rotate-180" />
    </button>
  );
}

/** Not a button: there is nothing to press, and the reason says whom to ask. */
function BarredRow({
  receiver,
  barred,
}: {
  readonly receiver: Receiver;
  readonly barred: NonNullable<Receiver["barred"]>;
}) {
  const t = useTranslations("ship.receiver");
  const format = useFormatter();
  const day =
    "day" in barred ? format.dateTime(new Date(`${barred.day}T12:00:00Z`), "day", { timeZone: "UTC" }) : "";
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-x-4.5 gap-y-1 bg-fill px-4.5 py-3.5">
      <Ban aria-hidden className="size-6 text-soft" />
      <span className="min-w-0 flex-1 basis-48">
        <span className="block font-semibold">{receiver.organisation}</span>
        <span className="block text-sm text-soft">
          {t("site", { site: receiver.site, city: receiver.city })}
        </span>
      </span>
      <span className="text-sm max-sm:ps-10.5 sm:text-end">{t(`why.${barred.why}`, { day })}</span>
    </div>
  );
}
