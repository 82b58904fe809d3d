import { describe, expect, it } from "vitest";
import { documentOf } from "@/lib/core/epcis/pharma/document";
import { packUnits as packingEvent } from "@/lib/core/epcis/pharma/packing";
import { businessTransactionId, ship as shippingEvent } from "@/lib/core/epcis/pharma/shipping";
import { glnLink, ssccLink } from "@/lib/core/gs1/link";
import { refuse } from "@/lib/core/refusal";
import { type AnnounceDelivery, announceDelivery } from "../announce-delivery";
import type { AnnouncementId } from "../arrival-ports";
import { sides } from "../parties";
import type { Command } from "../perform";
import { type ReceiveAnnounced, receiveAnnounced } from "../receive-announced";
import type { TenantScope } from "../scope";
import { endWaiting, viewArrivals, WAITING_HOURS, waitForData } from "../wait-for-data";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, cream, makersAuditor, petra, pharmacy, quinn, rita, tablets, wanda, wholesaler } from "./cast";
import type { World } from "./world";

/** These suppliers write JSON; how XML is read is tested where it is. */
const noXml = () => refuse("NOT_A_DOCUMENT", "This is no XML.", "Send JSON.");

/** What is to come by a supplier's file, and goods that come before any data. */
export function arrivalsSuite(world: () => World): void {
  const acts = () => actsOf(world());
  const SUPPLIER = "4098765000010";
  let advices = 0;
  type File = AnnounceDelivery extends infer Each
    ? Each extends Command
      ? Omit<Each, "requestKey">
      : never
    : never;
  const announce = (scope: TenantScope, file: File) =>
    announceDelivery({ ...world().deps, parseXml: noXml }, scope, { requestKey: requestKey(), ...file });
  const csv = (rows: readonly string[], despatchAdvice = `LS${++advices}`): File => ({
    csv: ["code,parent,gtin,batch,quantity", ...rows].join("\n"),
    senderGln: SUPPLIER,
    despatchAdvice,
    orderNumber: null,
  });
  const announced = async (scope: TenantScope, rows: readonly string[]): Promise<AnnouncementId> =>
    done(await announce(scope, csv(rows))).announcementId;
  const receive = (scope: TenantScope, id: AnnouncementId, change: Partial<ReceiveAnnounced>) =>
    receiveAnnounced(world().deps, scope, {
      requestKey: requestKey(),
      announcementId: id,
      scans: [],
      quantities: [],
      reportMissing: false,
      entry: "camera",
      ...change,
    });
  const wait = (links: readonly string[], scope: TenantScope) =>
    waitForData(world().deps, scope, { requestKey: requestKey(), links, note: "Early lorry" });
  const view = async (scope: TenantScope) => done(await viewArrivals(world().deps, scope));
  const waitingLine = async (scope: TenantScope, link: string) =>
    (await view(scope)).waiting.find((line) => line.link === link);
  const foreign = (n: number) => `https://id.gs1.org/01/04012345678901/21/F${n}`;

  describe("announce-delivery", () => {
    it("expects what a list names, before it comes, and once", async () => {
      const rows = [`${foreign(1)},,,,`, `,,${cream.gtin},C7,40`];
      const file = csv(rows);
      const { announcementId, lines } = done(await announce(petra, file));
      expect(lines).toBe(2);
      const one = (await view(petra)).announced.find(({ id }) => id === announcementId);
      expect(one).toMatchObject({ senderGln: SUPPLIER, source: "csv", closedAt: null, shipmentIds: [] });
      expect(one?.lines).toMatchObject([
        { no: 1, link: foreign(1), state: "expected" },
        { no: 2, gtin: cream.gtin, batch: "C7", quantity: 40, state: "expected", received: null },
      ]);
      await refused(world(), () => announce(petra, file), "ALREADY_ANNOUNCED");
      // It is the pharmacy's own expectation, and nobody else's.
      expect((await view(rita)).announced).toEqual([]);
    });

    it("reads the supplier's EPCIS document as well: shipping and packing", async () => {
      const box = ssccLink("395212340000000175");
      const facts = {
        eventId: "urn:uuid:3d1f3f0e-6a3b-4c57-9a56-6f3c1d0b7a11",
        eventTime: "2026-06-01T07:15:30.000Z",
        offset: "+02:00",
        readPoint: glnLink(SUPPLIER),
      };
      const shipping = shippingEvent({
        ...facts,
        epcs: [box],
        desadv: businessTransactionId(SUPPLIER, `EP-${++advices}`),
        ...sides(SUPPLIER, pharmacy.sites[0].gln),
      });
      const packing = packingEvent({
        ...facts,
        parent: box,
        children: [foreign(1)],
        bizLocation: facts.readPoint,
      });
      const epcis = JSON.stringify(documentOf([packing, shipping], facts.eventTime));
      const { announcementId } = done(await announce(petra, { epcis }));
      const one = (await view(petra)).announced.find(({ id }) => id === announcementId);
      expect(one).toMatchObject({ source: "epcis", despatchAdvice: `EP-${advices}` });
      expect(one?.lines).toMatchObject([
        { link: box, parentLink: null },
        { link: foreign(1), parentLink: box },
      ]);
    });

    it("refuses what it can't read: ANNOUNCEMENT_UNREADABLE, FORBIDDEN_ROLE", async () => {
      await refused(world(), () => announce(petra, csv(["nothing,,,,"])), "ANNOUNCEMENT_UNREADABLE", {
        row: 2,
      });
      await refused(world(), () => announce(petra, { epcis: "{" }), "ANNOUNCEMENT_UNREADABLE");
      await refused(world(), () => announce(makersAuditor, csv([`${foreign(1)},,,,`])), "FORBIDDEN_ROLE");
    });

    it("is met by the sender's data in Packproof, and closed when that delivery is received", async () => {
      const made = await acts().batch({ packs: 2 });
      const id = await announced(
        petra,
        made.links.map((link) => `${link},,,,`),
      );
      const sent = await acts().sent([await acts().packed(made.links)]);
      const one = (await view(petra)).announced.find((each) => each.id === id);
      expect(one?.shipmentIds).toEqual([sent.id]);
      const box = (await world().deps.ledger.delivery(petra, sent.id))?.lines[0]?.link ?? "";
      done(await acts().receipt(petra, sent.id, [box]));
      expect((await view(petra)).announced.some((each) => each.id === id)).toBe(false);
    });
  });

  describe("receive-announced", () => {
    it("counts in what nobody who tracks possesses, keeps what is unknown, and takes nothing from a holder", async () => {
      const made = await acts().batch({ packs: 2 });
      const [free = "", held = ""] = made.links;
      await acts().delivered([free], quinn);
      const rows = [free, held, foreign(7)].map((link) => `${link},,,,`);
      const id = await announced(petra, rows);
      expect(done(await receive(petra, id, { scans: [free, held, foreign(7), foreign(8)] }))).toEqual({
        counted: 1,
        waiting: 1,
        unknown: 2,
        missing: 0,
        overage: 1,
        closed: true,
      });
      const { units } = await world().picture();
      expect(units[free]).toMatchObject({ holder: petra.orgId, site: petra.siteId });
      expect(units[held]).toMatchObject({ holder: ana.orgId });
      expect(await waitingLine(petra, held)).toMatchObject({ shipmentId: null, overdue: false });
      await refused(world(), () => receive(petra, id, { scans: [free] }), "ANNOUNCEMENT_CLOSED");
    });

    it("takes it in parts: boxes for all that was announced in them, quantities as they come", async () => {
      const box = ssccLink("395212340000000182");
      const [one, two, three] = [foreign(11), foreign(12), foreign(13)];
      const rows = [
        `${box},,,,`,
        `${one},${box},,,`,
        `${two},${box},,,`,
        `${three},,,,`,
        `,,${cream.gtin},C8,10`,
      ];
      const id = await announced(petra, rows);
      const first = { scans: [box], quantities: [{ no: 5, received: 4 }] };
      expect(done(await receive(petra, id, first))).toMatchObject({ missing: 0, overage: 0, closed: false });
      const open = (await view(petra)).announced.find((each) => each.id === id);
      expect(open?.lines.map(({ state, received }) => [state, received])).toEqual([
        ["received", null],
        ["received", null],
        ["received", null],
        ["expected", null],
        ["expected", 4],
      ]);
      expect(
        done(await receive(petra, id, { quantities: [{ no: 5, received: 7 }], reportMissing: true })),
      ).toMatchObject({
        missing: 1,
        overage: 1,
        closed: true,
      });
    });

    it("refuses nothing, numbers that don't fit, and another's: NOTHING_SCANNED, QUANTITY_INVALID, ANNOUNCEMENT_UNKNOWN", async () => {
      const id = await announced(petra, [`${foreign(21)},,,,`, `,,${cream.gtin},C9,10`]);
      await refused(world(), () => receive(petra, id, {}), "NOTHING_SCANNED");
      for (const quantity of [
        { no: 1, received: 1 },
        { no: 2, received: -1 },
        { no: 3, received: 1 },
      ]) {
        await refused(world(), () => receive(petra, id, { quantities: [quantity] }), "QUANTITY_INVALID");
      }
      await refused(world(), () => receive(rita, id, { reportMissing: true }), "ANNOUNCEMENT_UNKNOWN");
    });
  });

  describe("goods before data", () => {
    it("wait with their age and a clock, and are met as soon as the sender's data come", async () => {
      const made = await acts().batch({ packs: 2 });
      await acts().delivered(made.links, wanda);
      const box = await acts().packed(made.links, wanda);
      const [pack = ""] = made.links;
      expect(done(await wait([pack, pack], rita))).toEqual({ waiting: 1, announced: [], here: [] });
      expect(done(await wait([pack], rita))).toMatchObject({ waiting: 1 });
      // It is the wholesaler's by its data: nothing has moved.
      expect(await acts().unit(box)).toMatchObject({ holder: wholesaler.id });
      const HOUR = 3_600_000;
      world().clock.advance(WAITING_HOURS * HOUR);
      expect(await waitingLine(rita, pack)).toMatchObject({ age: WAITING_HOURS * HOUR, overdue: false });
      world().clock.advance(1);
      expect(await waitingLine(rita, pack)).toMatchObject({ overdue: true, shipmentId: null });

      const { id } = await acts().sent([box], wanda, { id: rita.siteId });
      expect(await waitingLine(rita, pack)).toMatchObject({ shipmentId: id });
      expect(done(await wait([pack], rita))).toMatchObject({
        waiting: 0,
        announced: [{ link: pack, shipmentId: id }],
      });
      done(await acts().receipt(rita, id, [box]));
      expect(await waitingLine(rita, pack)).toBeUndefined();
      expect(done(await wait([pack], rita))).toMatchObject({ waiting: 0, here: [pack] });
    });

    it("leave the list when they are sent back or set aside: NOT_WAITING, NOTHING_SCANNED, FORBIDDEN_ROLE", async () => {
      const link = `https://id.gs1.org/01/${tablets.gtin}/21/NOBODY${++advices}`;
      done(await wait([link], petra));
      const end = (scope: TenantScope) =>
        endWaiting(world().deps, scope, { requestKey: requestKey(), links: [link], outcome: "sent-back" });
      await refused(world(), () => end(rita), "NOT_WAITING");
      expect(done(await end(petra))).toEqual({ changed: true });
      await refused(world(), () => end(petra), "NOT_WAITING");
      await refused(world(), () => wait([], petra), "NOTHING_SCANNED");
      await refused(world(), () => wait([link], makersAuditor), "FORBIDDEN_ROLE");
    });
  });
}
