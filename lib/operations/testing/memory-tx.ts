import { packLink } from "@/lib/core/gs1/link";
import type { EpcId, OrgId } from "@/lib/core/pack/ids";
import type { LedgerTx } from "../ports";
import { ORGANISATIONS } from "./cast";
import { memoryArrivals } from "./memory-arrivals";
import { regulatesHeld, regulatesUnit } from "./memory-authority";
import { memoryBatches } from "./memory-batches";
import { memoryCapture } from "./memory-capture";
import { memoryExceptions } from "./memory-exceptions";
import { guardState, memoryLife } from "./memory-life";
import { memoryMarket } from "./memory-market";
import { memoryPlaces } from "./memory-places";
import { memoryQuantities } from "./memory-quantities";
import { memoryReturns } from "./memory-returns";
import { memoryShipments } from "./memory-shipments";
import { seenElsewhere } from "./memory-sightings";
import {
  type AlertRow,
  byLink,
  climb,
  delegated,
  type EpcRow,
  epcOf,
  must,
  newId,
  openHolds,
  rootOf,
  type Session,
  siteOfCast,
} from "./memory-state";
import { contentsOf, guardUnits, madeAll, treeOf, unitsAt } from "./memory-units";

/** The ledger's writes in memory, each with the guard of the database function of its name. */
export function memoryTx(session: Session): LedgerTx {
  const { state, scope, sequences } = session;
  const org = scope.orgId;
  return {
    lock: async (links) => unitsAt(state, links, scope.country),
    contents: async (roots, markets = [scope.country]) => contentsOf(state, org, roots, markets),
    tree: async (links) => treeOf(state, org, links),
    nextSeq: async () => String(++sequences.ledger),
    async numberContainer(prefix) {
      if (!ORGANISATIONS.some((known) => known.id === org && known.prefix === prefix))
        throw new Error("Not this organisation's company prefix");
      const n = (state.containerNumbers.get(prefix) ?? 0) + 1;
      state.containerNumbers.set(prefix, n);
      return String(n);
    },
    ...unitWrites(session),
    ...memoryBatches(session),
    ...memoryMarket(session),
    ...memoryShipments(session),
    ...memoryExceptions(session),
    ...memoryArrivals(session),
    ...memoryPlaces(session),
    ...memoryQuantities(session),
    ...memoryReturns(session),
    ...memoryLife(session),
    ...memoryCapture(session, (by) => memoryTx({ ...session, scope: by })),
    async append(record) {
      if (state.events.has(record.id)) throw new Error("An event has this id already");
      const taken = [...state.events.values()].some(
        ({ name, capturerId, isCorrection }) => name === record.name && capturerId === org && !isCorrection,
      );
      if (record.name !== null && !record.isCorrection && taken)
        throw new Error("An event has this name already");
      state.events.set(record.id, {
        ...record,
        capturerId: org,
        siteId: scope.siteId,
        personId: scope.personId,
        parties: [...new Set([...record.parties, org])],
      });
    },
    async looksSince(epc, site, since) {
      return state.looks.filter(
        ({ epcId: id, siteId, orgId, at }) => id === epc && siteId === site && orgId === org && at > since,
      ).length;
    },
    async recordLook({ epcId: id, siteId, entry, at }) {
      ownSite(org, siteId);
      const { serial } = epcOf(state, id);
      const custodySiteId = rootOf(state, id).siteId;
      const look = { orgId: org, siteId, epcId: id, serial: serial ?? "", entry, custodySiteId };
      state.looks = [...state.looks, { ...look, refused: true, at }];
    },
    async journeys(ids, siteId, at) {
      ownSite(org, siteId);
      return new Map(
        ids.flatMap((id) => {
          const seen = seenElsewhere(state, { id, siteId, at });
          return seen ? [[id, seen.journey]] : [];
        }),
      );
    },
    async raiseAlerts({ siteId, at, of }) {
      const raise = (alert: Omit<AlertRow, "count">): string => {
        const key = [alert.orgId, alert.gtin, alert.serial, alert.cause].join();
        const before = state.alerts.get(key);
        state.alerts.set(key, { ...alert, id: before?.id ?? alert.id, count: (before?.count ?? 0) + 1 });
        return before?.id ?? alert.id;
      };
      return of.map((alert) => {
        const unit = byLink(state, packLink(alert.gtin, alert.serial));
        const seen =
          unit && alert.cause === "CLONE_SUSPECTED"
            ? seenElsewhere(state, { id: unit.id, siteId, at })
            : null;
        const other = seen && must(siteOfCast(seen.siteId), "site").organisation.id;
        if (other && other !== org) raise({ ...alert, id: `${alert.id} there`, orgId: other });
        return raise({ ...alert, orgId: org });
      });
    },
    async outcomeOf(key) {
      const row = state.requests.get(`${org} ${key}`);
      return row ? { bodyHash: row.bodyHash, outcome: JSON.parse(row.outcome) as unknown } : null;
    },
    async keepOutcome(key, bodyHash, outcome) {
      if (state.requests.has(`${org} ${key}`)) throw new Error("This request key is taken");
      state.requests.set(`${org} ${key}`, { bodyHash, outcome: JSON.stringify(outcome) });
    },
    async createJob(job) {
      state.jobs = [...state.jobs, { ...job, orgId: org }];
    },
    async audit(entry) {
      state.audit = [...state.audit, { ...entry, orgId: org }];
    },
  };
}

const ownSite = (org: OrgId, site: Parameters<typeof siteOfCast>[0]): void => {
  if (siteOfCast(site)?.organisation.id !== org) throw new Error("Not this organisation's site");
};

function unitWrites(
  session: Session,
): Pick<
  LedgerTx,
  | "createPacks"
  | "createContainers"
  | "setState"
  | "setDisposition"
  | "pack"
  | "unpack"
  | "move"
  | "placeHold"
  | "releaseHold"
> {
  const { state, scope } = session;
  const org = scope.orgId;
  const change = (id: EpcId, by: Partial<EpcRow>): void => {
    const before = epcOf(state, id);
    const after = { ...before, ...by };
    const moved =
      after.parentId !== before.parentId || after.siteId !== before.siteId || after.place !== before.place;
    state.epcs.set(id, moved ? { ...after, storedAt: null } : after);
  };
  const insert = (row: EpcRow): EpcId => {
    if (byLink(state, row.link)) throw new Error(`${row.link} exists already`);
    state.epcs.set(row.id, row);
    state.links.set(row.link, row.id);
    return row.id;
  };
  const blank = {
    gtin: null,
    serial: null,
    sscc: null,
    batchId: null,
    parentId: null,
    ownDisposition: null,
    remaining: null,
  };
  return {
    async createPacks({ siteId, batchId, links, serials, state: registryState, eventId }) {
      ownSite(org, siteId);
      const batch = must(state.batches.get(batchId), "batch");
      if (batch.holderId !== org && !delegated(org, batch.holderId, "commission-packs", batch.productId)) {
        throw new Error("Not this organisation's batch");
      }
      return links.map((link, i) =>
        insert({
          ...blank,
          id: newId(session, link),
          kind: "sgtin",
          link,
          gtin: gtinOf(link),
          serial: must(serials[i], "serial"),
          batchId,
          holderId: org,
          siteId,
          place: "AT_SITE",
          state: registryState,
          stateEventId: eventId,
        }),
      );
    },
    async createContainers({ siteId, links, ssccs, eventId }) {
      ownSite(org, siteId);
      return links.map((link, i) =>
        insert({
          ...blank,
          id: newId(session, link),
          kind: "sscc",
          link,
          sscc: must(ssccs[i], "SSCC"),
          holderId: org,
          siteId,
          place: "AT_SITE",
          state: "ACTIVE",
          stateEventId: eventId,
        }),
      );
    },
    async setState({ ids, from, to, own, eventId }) {
      guardState(session, { ids, from, to });
      for (const id of ids) {
        if (epcOf(state, id).state !== from) throw new Error("State changed meanwhile");
        change(id, { state: to, ownDisposition: own, stateEventId: eventId });
      }
    },
    async setDisposition(ids, own) {
      guardUnits(state, org, ids);
      for (const id of ids) change(id, { ownDisposition: own });
    },
    async pack(parent, children, seq) {
      guardUnits(state, org, [parent, ...children]);
      const root = rootOf(state, parent);
      if (children.includes(root.id)) throw new Error("A container cannot be inside itself");
      if (epcOf(state, parent).kind !== "sscc") throw new Error("Only a container holds units");
      for (const child of children) {
        const { parentId, holderId, siteId, place } = epcOf(state, child);
        if (parentId !== null) throw new Error("A unit was packed elsewhere meanwhile");
        if (holderId !== root.holderId || siteId !== root.siteId || place !== root.place) {
          throw new Error("A unit and its container are at different places");
        }
        change(child, { parentId: parent, holderId: null, siteId: null, place: null });
        state.intervals = [...state.intervals, { child, parent, from: BigInt(seq), to: null }];
      }
    },
    async unpack(parent, children, seq) {
      guardUnits(state, org, [parent]);
      const { holderId, siteId, place } = rootOf(state, parent);
      const inherited = climb(state, parent).flatMap(({ id }) => openHolds(state, id));
      for (const child of children) {
        if (epcOf(state, child).parentId !== parent) throw new Error("A unit left its container meanwhile");
        change(child, { parentId: null, holderId, siteId, place });
        for (const hold of inherited) {
          const id = `h${++session.sequences.hold}` as typeof hold.id;
          state.holds.set(id, { ...hold, id, epcId: child, fromHold: null });
        }
      }
      state.intervals = state.intervals.map((interval) =>
        interval.to === null && interval.parent === parent && children.includes(interval.child)
          ? { ...interval, to: BigInt(seq) }
          : interval,
      );
    },
    async move(roots, { holderId, siteId, place }) {
      guardUnits(state, org, roots);
      if (holderId !== org) throw new Error("Goods move only to a site of the organisation that acts");
      ownSite(org, siteId);
      for (const id of roots) {
        if (epcOf(state, id).parentId !== null) throw new Error("A unit is no longer on its own");
        change(id, { holderId, siteId, place });
      }
    },
    async placeHold({ id, epcId: epc, kind, reason, at }) {
      if (!madeAll(state, org, epc) && !regulatesUnit(state, org, epc)) guardUnits(state, org, [epc]);
      state.holds.set(id, {
        id,
        epcId: epc,
        batchId: null,
        shipmentId: null,
        fromHold: null,
        kind,
        reason,
        placedByOrgId: org,
        placedAt: at,
        released: false,
      });
    },
    async releaseHold({ id }) {
      const hold = state.holds.get(id);
      const may =
        hold && hold.kind !== "RECALL" && (hold.placedByOrgId === org || regulatesHeld(state, org, hold));
      if (!hold || hold.released || !may) throw new Error("No such open hold");
      const open = [...state.holds.values()].filter((part) => !part.released);
      const ended = open.filter((part) => part.id === id || part.fromHold === id);
      for (const part of ended) state.holds.set(part.id, { ...part, released: true });
      return ended.flatMap(({ epcId }) => epcId ?? []);
    },
  };
}

/** "https://id.gs1.org/01/<GTIN>/21/<serial>" */
const gtinOf = (link: string): string => must(/\/01\/(\d{14})\/21\//.exec(link)?.[1], "GTIN");
