import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkExternalDatabase } from "../postgres/external.mjs";
import { withClient } from "../postgres/roles.mjs";
import { type FreshDatabase, freshDatabase } from "./database";

describe("a fresh database", () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  const roleOf = (url: string) =>
    withClient(url, async (client) => (await client.query("select current_user, session_user")).rows[0]);

  it("gives each login the rights of its group only, and no way back to more", async () => {
    expect(await roleOf(database.webUrl)).toEqual({
      current_user: "packproof_app",
      session_user: "packproof_web",
    });
    expect(await roleOf(database.workerUrl)).toEqual({
      current_user: "packproof_jobs",
      session_user: "packproof_worker",
    });
    for (const url of [database.webUrl, database.workerUrl]) {
      await withClient(url, async (client) => {
        await expect(client.query("set role packproof_owner")).rejects.toThrow(/permission denied/);
        await expect(client.query("create table intruder ()")).rejects.toThrow(/permission denied/);
      });
    }
  });

  it("satisfies the checks that an outside server has to pass", async () => {
    await expect(checkExternalDatabase(database)).resolves.toBeUndefined();
  });

  it("refuses the owner as web login, because row-level security would not hold it", async () => {
    const unsafe = { ...database, webUrl: database.ownerUrl };
    await expect(checkExternalDatabase(unsafe)).rejects.toThrow(/use a login of its own/);
  });

  it("says which variable leads nowhere", async () => {
    const lost = { ...database, workerUrl: database.workerUrl.replace(/:\d+\//, ":1/") };
    await expect(checkExternalDatabase(lost)).rejects.toThrow(/DATABASE_WORKER_URL does not answer at 127/);
  });

  it("is apart from every other: what one test writes, no other sees", async () => {
    const other = await freshDatabase();
    try {
      await withClient(database.ownerUrl, (client) => client.query("create table only_here ()"));
      await withClient(other.ownerUrl, async (client) => {
        await expect(client.query("select from only_here")).rejects.toThrow(/does not exist/);
      });
    } finally {
      await other.drop();
    }
  });
});
