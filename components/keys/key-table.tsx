import { useFormatter, useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { Table } from "@/components/ui/table";
import { KEY_SCOPES } from "@/lib/core/access/key-scopes";
import type { KeyLine } from "@/lib/operations/key-ports";
import { RevokeKey } from "./revoke-key";

type KeyTableProps = {
  readonly keys: readonly KeyLine[];
  readonly organisation: string;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** All keys of an organisation: what each may do, when it worked last, whether it still does. */
export function KeyTable({ keys, organisation, timeZone, now }: KeyTableProps) {
  const t = useTranslations("keys");
  const format = useFormatter();
  const day = (at: number) => format.dateTime(at, "day", { timeZone });
  const moment = (at: number) => format.dateTime(at, "moment", { timeZone });
  const ended = (key: KeyLine) => key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now);

  function stateOf({ revokedAt, expiresAt }: KeyLine): string {
    if (revokedAt !== null) return t("state.revoked", { day: day(revokedAt) });
    if (expiresAt === null) return t("state.works");
    return t(expiresAt <= now ? "state.expired" : "state.until", { day: day(expiresAt) });
  }
  const madeOf = ({ createdAt, createdBy }: KeyLine) =>
    createdBy === null
      ? t("madeByCommand", { day: day(createdAt) })
      : t("madeBy", { day: day(createdAt), person: createdBy });

  return (
    <Table
      caption={t("caption", { organisation })}
      rows={keys}
      keyOf={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("column.name"),
          cell: (key) => (
            <span className={ended(key) ? "text-soft" : undefined}>
              <span className="block font-semibold">{key.name}</span>
              <Code group={0} className="block text-sm text-soft">{`pp_${key.prefix}_…`}</Code>
              <span className="block font-normal text-sm text-soft">{madeOf(key)}</span>
            </span>
          ),
        },
        {
          key: "may",
          header: t("column.may"),
          quiet: true,
          cell: ({ scopes }) =>
            KEY_SCOPES.filter((scope) => scopes.includes(scope))
              .map((scope) => t(`scope.${scope}`))
              .join(" · "),
        },
        { key: "site", header: t("column.site"), quiet: true, cell: ({ site }) => site },
        {
          key: "used",
          header: t("column.used"),
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("neverUsed") : moment(lastUsedAt)),
        },
        { key: "state", header: t("column.state"), cell: stateOf },
        {
          key: "revoke",
          header: t("column.action"),
          action: true,
          cell: (key) =>
            !ended(key) && (
              <RevokeKey
                id={key.id}
                name={key.name}
                used={key.lastUsedAt === null ? null : moment(key.lastUsedAt)}
              />
            ),
        },
      ]}
    />
  );
}
