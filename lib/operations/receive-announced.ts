import { matchReceipt } from "@/lib/core/custody/expectations";
import { standingOf } from "@/lib/core/custody/standing";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { AnnouncedState, AnnouncementId } from "./arrival-ports";
import { bringHere, custodyOf, outermost, takeOut } from "./containers";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import type { TenantScope } from "./scope";
import { stillWaiting } from "./wait-for-data";

export type ReceiveAnnounced = Command & {
  readonly announcementId: AnnouncementId;
  /** Links of everything scanned: a container counts for all that was announced in it. */
  readonly scans: readonly string[];
  /** Of lines without serials: how many came. */
  readonly quantities: readonly { readonly no: number; readonly received: number }[];
  /** The person has seen what is missing; otherwise the rest goes on being expected. */
  readonly reportMissing: boolean;
  readonly entry: EntryMode;
};

export type AnnouncedReceived = {
  /** Units that nobody who tracks possessed: counted in here. */
  readonly counted: number;
  /** Units that another organisation possesses by its data: they wait for these to say otherwise. */
  readonly waiting: number;
  /** Units that are not in Packproof: kept as what came, nothing is known of them. */
  readonly unknown: number;
  readonly missing: number;
  readonly overage: number;
  /** Nothing more is expected. */
  readonly closed: boolean;
};

export type ReceiveAnnouncedCode =
  | GateCode
  | "ANNOUNCEMENT_UNKNOWN"
  | "ANNOUNCEMENT_CLOSED"
  | "NOTHING_SCANNED"
  | "QUANTITY_INVALID";

/** What a supplier outside Packproof announced has come, wholly or in part. */
export const receiveAnnounced = (
  deps: Deps,
  scope: TenantScope,
  command: ReceiveAnnounced,
): Promise<Result<AnnouncedReceived, ReceiveAnnouncedCode>> =>
  perform(deps, scope, { action: "receive-shipment", command }, async (tx, now) => {
    const announcement = await tx.lockAnnouncement(command.announcementId);
    if (!announcement) {
      return refuse("ANNOUNCEMENT_UNKNOWN", "There is no such announced delivery.", "Open it from the list.");
    }
    if (announcement.closedAt !== null) {
      return refuse(
        "ANNOUNCEMENT_CLOSED",
        "This announced delivery was received already.",
        "Scan a unit to see what it is.",
      );
    }
    const { scans, quantities, reportMissing, entry } = command;
    if (scans.length === 0 && quantities.length === 0 && !reportMissing) {
      return refuse(
        "NOTHING_SCANNED",
        "Nothing of this delivery has been scanned yet.",
        "Scan its first unit.",
      );
    }
    const { lines } = announcement;
    const wrong = quantities.find(
      ({ no, received }) =>
        !Number.isSafeInteger(received) ||
        received < 0 ||
        !lines.some((line) => line.no === no && "quantity" in line),
    );
    if (wrong) {
      return refuse(
        "QUANTITY_INVALID",
        "A number of packs does not fit the lines of this delivery.",
        "Count again, line by line.",
        { no: wrong.no },
      );
    }
    const met = meet(lines, command);
    const units = await tx.lock([...new Set(scans)], "custody");
    const standings = new Map(
      units.map((unit) => [
        unit.link,
        standingOf({ custody: custodyOf(unit, now), ownDisposition: unit.ownDisposition }, scope),
      ]),
    );
    const fresh = outermost(units.filter(({ link }) => standings.get(link) === "FIRST_SEEN"));
    await takeOut(deps, tx, scope, fresh, { entry, now });
    await bringHere(deps, tx, scope, fresh, { entry, now });
    const away = units.filter(({ link }) => ["ELSEWHERE", "IN_TRANSIT"].includes(standings.get(link) ?? ""));
    await stillWaiting(deps, tx, scope, {
      links: outermost(away).map(({ link }) => link),
      note: `Announced by ${announcement.senderGln} as ${announcement.despatchAdvice}`,
      senderId: null,
      now,
    });
    const here = units.filter(({ link }) => !away.some((unit) => unit.link === link));
    await tx.endWaiting(
      here.map(({ link }) => link),
      "received",
      now,
    );
    const closed = !met.lines.some(({ state }) => state === "expected");
    await tx.settleAnnouncement(announcement.id, { lines: met.lines, closed, at: now });
    return ok({
      counted: fresh.length,
      waiting: away.length,
      unknown: new Set(scans).size - units.length,
      missing: met.missing,
      overage: met.overage,
      closed,
    });
  });

type Met = { readonly lines: readonly AnnouncedState[]; readonly missing: number; readonly overage: number };

/** The lines after this receipt, with what came besides behind them. */
function meet(lines: readonly AnnouncedState[], { scans, quantities, reportMissing }: ReceiveAnnounced): Met {
  const units = lines.flatMap((line) => ("link" in line ? [line] : []));
  const parents = new Set(units.flatMap(({ parentLink }) => parentLink ?? []));
  const expected = units.map(({ link, parentLink }) => ({
    id: link,
    parentId: parentLink,
    packs: parents.has(link) ? 0 : 1,
  }));
  const before = units.filter(({ state }) => state !== "expected").map(({ link }) => link);
  const progress = matchReceipt(expected, [...before, ...scans.filter((link) => !before.includes(link))]);
  const missing = new Set(progress.missing);
  const gone = (link: string | null): boolean =>
    link !== null &&
    (missing.has(link) || gone(units.find((unit) => unit.link === link)?.parentLink ?? null));
  const rest = reportMissing ? ("missing" as const) : ("expected" as const);
  const met = lines.map((line): AnnouncedState => {
    if (line.state !== "expected") return line;
    if ("link" in line) return { ...line, state: gone(line.link) ? rest : "received" };
    const came = quantities.find(({ no }) => no === line.no)?.received ?? 0;
    const received = (line.received ?? 0) + came;
    const state = received > line.quantity ? "overage" : received === line.quantity ? "received" : rest;
    return { ...line, received, state };
  });
  const overage = progress.overage.map(
    (link, i): AnnouncedState => ({
      link,
      parentLink: null,
      no: lines.length + i + 1,
      state: "overage",
      received: null,
    }),
  );
  return {
    lines: [...met, ...overage],
    missing: met.filter((line, i) => line.state === "missing" && lines[i]?.state === "expected").length,
    overage:
      overage.length +
      met.filter((line, i) => line.state === "overage" && lines[i]?.state === "expected").length,
  };
}
