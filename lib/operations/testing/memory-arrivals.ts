import type { ShipmentId } from "@/lib/core/pack/ids";
import type { AnnouncedState, Announcement, ArrivalTx } from "../arrival-ports";
import { underWay } from "./memory-capture";
import { byLink, climb, must, type Session } from "./memory-state";

const byTime = (a: Announcement, b: Announcement): number =>
  a.announcedAt - b.announcedAt || (a.despatchAdvice < b.despatchAdvice ? -1 : 1);

/** Announcements and goods that wait for data, in memory. */
export function memoryArrivals({ state, scope }: Session): ArrivalTx {
  const org = scope.orgId;
  const own = () => [...state.announcements.values()].filter(({ orgId }) => orgId === org);
  return {
    async announce({ lines, personId: _person, ...announcement }) {
      const { senderGln, despatchAdvice } = announcement;
      if (own().some((row) => row.senderGln === senderGln && row.despatchAdvice === despatchAdvice))
        return false;
      const states = lines.map(
        (line, i): AnnouncedState => ({ ...line, no: i + 1, state: "expected", received: null }),
      );
      state.announcements.set(announcement.id, {
        ...announcement,
        orgId: org,
        closedAt: null,
        lines: states,
      });
      return true;
    },
    async lockAnnouncement(id) {
      const row = state.announcements.get(id);
      if (row?.orgId !== org) return null;
      const { orgId: _org, ...announcement } = row;
      return announcement;
    },
    async settleAnnouncement(id, { lines, closed, at }) {
      const row = must(state.announcements.get(id), "announcement");
      state.announcements.set(id, { ...row, lines, closedAt: closed ? at : null });
    },
    async waitForData(units) {
      const open = new Set(
        state.waiting.filter(({ orgId, outcome }) => orgId === org && !outcome).map(({ link }) => link),
      );
      const fresh = units.filter(({ link }) => !open.has(link));
      const rows = fresh.map(({ personId: _person, ...unit }) => ({ ...unit, orgId: org, outcome: null }));
      state.waiting = [...state.waiting, ...rows];
      return fresh.length;
    },
    waiting: async () =>
      state.waiting
        .filter(({ orgId, outcome }) => orgId === org && outcome === null)
        .map(({ orgId: _org, outcome: _outcome, ...unit }) => unit)
        .sort((a, b) => a.since - b.since || (a.link < b.link ? -1 : 1)),
    saidToBeSent: async () =>
      state.waiting
        .filter(({ senderId, outcome }) => senderId === org && outcome === null)
        .filter(
          ({ link, orgId }) =>
            !underWay(state, [link]).some((line) => line.senderId === org && line.receiverId === orgId),
        )
        .map(({ link, orgId, since }) => ({ link, receiverId: orgId, since }))
        .sort((a, b) => a.since - b.since || (a.link < b.link ? -1 : 1)),
    async endWaiting(links, outcome) {
      state.waiting = state.waiting.map((row) =>
        row.orgId === org && row.outcome === null && links.includes(row.link) ? { ...row, outcome } : row,
      );
    },
    async deliveriesOf(links) {
      const found: Record<string, ShipmentId> = {};
      for (const link of links) {
        const row = byLink(state, link);
        const path = new Set(row ? climb(state, row.id).map(({ id }) => id) : []);
        for (const shipment of state.shipments.values()) {
          const open = shipment.state === "OPEN" || shipment.state === "PARTLY_RECEIVED";
          const brings = shipment.lines.some(({ epcId, state: at }) => at === "expected" && path.has(epcId));
          if (open && brings && shipment.receiverId === org) found[link] = shipment.id;
        }
      }
      return found;
    },
    announcements: async (naming) =>
      own()
        .filter(({ closedAt }) => closedAt === null)
        .filter(({ lines }) => !naming || lines.some((line) => "link" in line && naming.includes(line.link)))
        .map(({ orgId: _org, ...announcement }) => announcement)
        .sort(byTime),
  };
}
