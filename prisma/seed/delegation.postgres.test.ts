import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BatchId } from "@/lib/core/pack/ids";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresDesk } from "@/lib/db/desk";
import { postgresDirectory } from "@/lib/db/directory";
import { postgresLedger } from "@/lib/db/ledger";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { createBatch } from "@/lib/operations/create-batch";
import { recordPrint } from "@/lib/operations/record-print";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { done } from "@/lib/operations/testing/acts";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemIds, systemRandom } from "@/lib/primitives/system";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { type FreshDatabase, freshDatabase } from "@/scripts/testing/database";
import { calendarOf } from "./calendar";
import { writeMasterData } from "./master-data";
import { lindhof } from "./organisations";
import { aylin, orla } from "./people";
import { ternavex } from "./products";
import { scopeOf } from "./scope";

const NOW = Date.parse("2026-11-20T10:24:00Z");
const calendar = calendarOf(NOW);

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  await withClient(fresh.ownerUrl, (client) => writeMasterData(client, calendar));
  db = openDatabase(fresh.webUrl);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

describe("Nordkai at its dock in Linz", () => {
  const deps = () => ({
    clock: { now: () => NOW },
    ids: systemIds,
    random: systemRandom,
    sha256: nodePrimitives.sha256,
    ledger: postgresLedger(db),
    directory: postgresDirectory(db),
    afterShipping: settleWaiting,
    desk: postgresDesk(db),
  });
  const [maker, carrier] = [scopeOf(orla, calendar), scopeOf(aylin, calendar)];
  const print = (
    scope: typeof maker,
    batchId: BatchId,
    serials: readonly string[],
    change: { reason?: string; requestKey: string },
  ) =>
    recordPrint(deps(), scope, {
      batchId,
      count: serials.length,
      serialFrom: serials[0] ?? "",
      serialTo: serials.at(-1) ?? "",
      reason: null,
      ...(scope === carrier ? { actingFor: lindhof.id } : {}),
      ...change,
    });

  it("commissions and prints for Lindhof; neither prints a label that the other has printed", async () => {
    const { batchId } = done(
      await createBatch(deps(), maker, {
        requestKey: "batch",
        productId: ternavex.id,
        number: "TX24999",
        expiryPrinted: "290300",
        plannedSize: 4,
      }),
    );
    const command = { requestKey: "packs", batchId, serials: { generate: 4 }, entry: "file" } as const;
    const { serials } = done(await commissionPacks(deps(), carrier, { ...command, actingFor: lindhof.id }));
    const packs = await withClient(fresh.ownerUrl, (client) =>
      client.query(
        `select e.holder_id = $1 as held_by_carrier, v.acting_for_id = $2 as for_maker, v.capturer_id = $1 as by_carrier,
           convert_from(v.document, 'UTF8')::jsonb->>'packproof:actingFor' as named
         from epc e join event v on v.id = e.state_event_id`,
        [carrier.orgId, lindhof.id],
      ),
    );
    const named = `https://id.gs1.org/417/${lindhof.sites[0].gln}`;
    expect(packs.rows).toEqual(
      serials.map(() => ({ held_by_carrier: true, for_maker: true, by_carrier: true, named })),
    );

    done(await print(carrier, batchId, serials.slice(0, 2), { requestKey: "print-1" }));
    const again = await print(maker, batchId, serials, { requestKey: "print-2" });
    expect(again).toMatchObject({ ok: false, refusal: { code: "REPRINT_REASON_MISSING" } });
    done(await print(maker, batchId, serials.slice(2), { requestKey: "print-3" }));
    const reprint = await print(carrier, batchId, serials.slice(2), { requestKey: "print-4" });
    expect(reprint).toMatchObject({ ok: false, refusal: { code: "REPRINT_REASON_MISSING" } });
  });

  it("does neither in its own name", async () => {
    const own = { requestKey: "own", batchId: "00000000-0000-4000-8000-000000000000" as BatchId };
    const command = { ...own, serials: { generate: 1 }, entry: "file" } as const;
    expect(await commissionPacks(deps(), carrier, command)).toMatchObject({
      ok: false,
      refusal: { code: "FORBIDDEN_CAPABILITY" },
    });
  });
});
