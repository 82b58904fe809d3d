import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { type Browser, signedIn } from "./testing/browser";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "./testing/world";

let at: TestWeb;
let as: Browser;
let productId: string;
beforeAll(async () => {
  at = await openTestWeb();
  const org = await addOrganisation(at, "Maker", { capability: "holder", prefixes: ["9520101"] });
  as = await signedIn(await addPerson(at, org, { roles: ["lead"] }));
  productId = (await addProduct(at, org, { gtin: "09520101100016" })).id;
});
afterAll(() => at.close());

const create = (number: string, key: string | null) =>
  as(createBatch, {
    body: { productId, number, expiryPrinted: "290100", plannedSize: 10 },
    headers: { "idempotency-key": key ?? "" },
  });

describe("a request that comes twice with one Idempotency-Key", () => {
  it("is done once and answered the same, and the second answer says so", async () => {
    const key = randomUUID();
    const [first, again, quoted] = [
      await create("B1", key),
      await create("B1", key),
      await create("B1", `"${key}"`),
    ];
    expect([first.status, first.headers.get("idempotent-replayed")]).toEqual([200, null]);
    for (const { status, json, headers } of [again, quoted]) {
      expect([status, json]).toEqual([200, first.json]);
      expect(headers.get("idempotent-replayed")).toBe("true");
    }
    expect(await at.sql("select from batch where number = 'B1'")).toHaveLength(1);
  });

  it("gets a refusal again as well, with its status", async () => {
    await create("B2", randomUUID());
    const key = randomUUID();
    const [first, again] = [await create("B2", key), await create("B2", key)];
    expect([first.status, first.json.code]).toEqual([409, "BATCH_NUMBER_TAKEN"]);
    expect([again.status, again.json]).toEqual([409, first.json]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  it("is done once also when both come at the same moment", async () => {
    const key = randomUUID();
    const answers = await Promise.all([create("B3", key), create("B3", key), create("B3", key)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.batchId)).size).toBe(1);
    expect(await at.sql("select from batch where number = 'B3'")).toHaveLength(1);
  });

  it("is refused with 422 when it means something else", async () => {
    const key = randomUUID();
    await create("B4", key);
    const other = await create("B5", key);
    expect([other.status, other.json.code]).toEqual([422, "REQUEST_KEY_REUSED"]);
    expect(other.headers.get("idempotent-replayed")).toBeNull();
    expect(await at.sql("select from batch where number = 'B5'")).toHaveLength(0);
  });
});

describe("a request without an Idempotency-Key", () => {
  it("is refused with 400 and not done: the server can't guess what is a repeat", async () => {
    const { status, json } = await create("B6", null);
    expect([status, json.code]).toEqual([400, "REQUEST_KEY_MISSING"]);
    expect(await at.sql("select from batch where number = 'B6'")).toHaveLength(0);
  });
});
