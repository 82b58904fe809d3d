import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as releaseBatch } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as countIn } from "@/app/api/v1/quantities/count-in/route";
import { GET as quantities } from "@/app/api/v1/quantities/route";
import { documentOf } from "@/lib/core/epcis/pharma/document";
import { businessTransactionId, receive, ship } from "@/lib/core/epcis/pharma/shipping";
import { lgtinLink } from "@/lib/core/gs1/link";
import { audited } from "@/lib/db/owner/fsck/testing/audited";
import type { Browser } from "@/lib/web/testing/browser";
import type { TestOrganisation } from "@/lib/web/testing/world";
import { facts, GTIN, openTrade, side, type Trade } from "./testing/trade";

let close: Trade["close"];
let at: Trade["at"];
let system: Trade["system"];
let maker: Trade["maker"];
let pharmacy: Trade["pharmacy"];
let line: Trade["line"];
let counter: Trade["counter"];
beforeAll(async () => {
  const trade = await openTrade({ serialised: false });
  ({ at, system, close, maker, pharmacy, line, counter } = trade);
  const body = { productId: trade.productId, number: "L1", expiryPrinted: "290300", plannedSize: 10 };
  const { batchId } = (await line(createBatch, { body })).json;
  await line(countIn, { body: { lines: [{ gtin: GTIN, batch: "L1", quantity: 10 }], entry: "typed" } });
  await line(releaseBatch, { params: { id: batchId }, body: { entry: "typed" } });
});
afterAll(() => close());

const told = (by: TestOrganisation, number: string, quantity: number) => ({
  ...facts(by),
  epcs: [],
  quantities: [{ epcClass: lgtinLink(GTIN, "L1"), quantity }],
  from: side(maker),
  to: side(pharmacy),
  desadv: businessTransactionId(maker.gln, number),
});
const document = (event: Parameters<typeof documentOf>[0][number]) =>
  documentOf([event], new Date().toISOString());
const there = async (who: Browser) =>
  (await who(quantities, { method: "GET" })).json.map(({ count }: { count: number }) => count);

it("moves packs without serials in a job by the numbers told, and no more than there are", async () => {
  expect(await system.captured(line, document(ship(told(maker, "Q-1", 6))))).toMatchObject({ success: true });
  expect(await there(line)).toEqual([4]);
  expect(await system.captured(line, document(ship(told(maker, "Q-2", 5))))).toMatchObject({
    success: false,
    errors: [{ code: "QUANTITY_SHORT" }],
  });
  const receipt = document(receive(told(pharmacy, "Q-1", 6)));
  expect(await system.captured(counter, receipt)).toMatchObject({ success: true });
  expect([await there(line), await there(counter)]).toEqual([[4], [6]]);
  expect(await audited(at.urls.ownerUrl)).toEqual([]);
});
