import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as verify } from "@/app/api/v1/packs/verify/route";
import { browser } from "@/lib/web/testing/browser";
import { addOrganisation, openTestWeb, type TestWeb } from "@/lib/web/testing/world";

const COMMAND = fileURLToPath(new URL("../../../bin/packproof.mjs", import.meta.url));
const reading = {
  gtin: "09520101100016",
  serial: "NOBODY1",
  batch: null,
  expiry: null,
  printConfirmed: false,
  entry: "api",
};

let at: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(() => at.close());

const run = (args: readonly string[], url = at.urls.ownerUrl) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, "key", "create", ...args],
      { env: { NODE_ENV: "test", DATABASE_OWNER_URL: url } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

describe("packproof key create", () => {
  it("prints a key that does what was asked for, there, and leaves a row in the audit", async () => {
    const org = await addOrganisation(at, "Pharmacy", { capability: "pharmacy" });
    const made = await run([
      "--org",
      "Pharmacy",
      "--site",
      org.gln,
      "--scope",
      "verify-pack",
      "--expires",
      "2999-01-01",
    ]);
    expect([made.code, made.err]).toEqual([
      0,
      "A key for Pharmacy, Site of Pharmacy, City of Pharmacy. It is shown this once:\n",
    ]);
    const answered = await browser()(verify, {
      body: { reading },
      headers: { authorization: `Bearer ${made.out.trim()}` },
    });
    expect(answered.status).toBe(200);
    const rows = await at.sql(
      "select person_id, action, outcome, detail->>'by' as by from audit where org_id = $1",
      [org.orgId],
    );
    expect(rows).toEqual([
      { person_id: null, action: "manage-keys", outcome: "created", by: "command line" },
    ]);
  });

  it("says what is wrong, and makes nothing", async () => {
    const org = await addOrganisation(at, "Other", { capability: "pharmacy" });
    const good = ["--org", "Other", "--site", org.gln, "--scope", "verify-pack"];
    expect(await run([...good.slice(0, 4)])).toMatchObject({ code: 2, out: "" });
    expect(await run([...good, "--scope", "manage-keys"])).toMatchObject({ code: 2, out: "" });
    expect(await run([...good, "--expires", "2020-01-01"])).toMatchObject({ code: 2, out: "" });
    expect(await run(good, "")).toMatchObject({ code: 2, out: "" });
    expect(await run(["--org", "Nobody", ...good.slice(2)])).toMatchObject({ code: 1, out: "" });
    expect(await at.sql("select from api_key where org_id = $1", [org.orgId])).toEqual([]);
  });
});
