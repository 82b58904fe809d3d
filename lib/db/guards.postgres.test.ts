import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actsOf, done } from "@/lib/operations/testing/acts";
import {
  authority,
  bernd,
  dieter,
  german,
  germanAuthority,
  maker,
  foreign as onlyGerman,
  petra,
  pharmacy,
  rival,
  tablets,
} from "@/lib/operations/testing/cast";
import { lifeOf } from "@/lib/operations/testing/life-acts";
import { statementsOf } from "./testing/as-organisation";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

let world: PostgresWorld;
let web: pg.Pool;
beforeAll(async () => {
  world = await postgresWorld();
  web = new pg.Pool({ connectionString: world.fresh.webUrl, max: 2 });
});
afterAll(async () => {
  await web.end();
  await world.close();
});
const asOrganisation = statementsOf(() => web);

/** Called past the operations, with a unit, batch and delivery of somebody else: the functions are the last wall. */
describe("the ledger's functions", () => {
  const NOBODY = "00000001-0000-4000-8000-000000000001";
  const guarded =
    /custody|may not|Not (this|an open|a packaged|a signed)|No such open|Nothing of this|own name|only to a site|goes from a site/;

  async function foreign() {
    const acts = actsOf(world);
    const made = await acts.batch();
    const box = await acts.packed(made.links.slice(0, 2));
    const sent = await acts.sent(made.links.slice(2));
    const { links } = await acts.batch({ packs: 1 });
    const bad = await acts.sent(links);
    const problems = [{ kind: "damaged", link: links[0] ?? "", note: "Wet" }] as const;
    done(await acts.receipt(petra, bad.id, links, false, { problems }));
    const [wet] = await world.deps.ledger.deliveryExceptions(petra, bad.id);
    const { units } = await world.picture();
    const id = (link: string | undefined) => units[link ?? ""]?.id ?? "";
    return {
      batch: made.id,
      pack: id(made.links[0]),
      loose: id(made.links[2]),
      recall: await acts.recalled([await acts.batch({ packs: 1 })], { depth: "wholesale" }, ["DE"]),
      box: id(box),
      boxLink: box,
      shipment: sent.id,
      exception: wet?.id,
      bad: bad.id,
    };
  }

  it("refuse to touch what the acting organisation neither holds nor is about to receive", async () => {
    const { batch, pack, box, boxLink, loose, shipment, recall, exception } = await foreign();
    const site = rival.sites[0].id;
    const draft = { id: NOBODY, personId: NOBODY, markets: ["AT"], class: 1, depth: "patient", reason: "x" };
    const calls: readonly (readonly [string, unknown[]])[] = [
      ["ledger_set_state($1, 'ACTIVE', 'STOLEN', null, $2)", [[pack], NOBODY]],
      ["ledger_set_state($1, 'ACTIVE', 'LOCKED', null, $2)", [[pack], NOBODY]],
      ["ledger_set_state($1, 'ACTIVE', 'EXPORTED', null, $2)", [[pack], NOBODY]],
      ["ledger_set_state($1, 'LOCKED', 'ACTIVE', null, $2)", [[pack], NOBODY]],
      ["ledger_set_remaining($1, '{1}')", [[pack]]],
      ["ledger_replace($1, $2, '{}')", [NOBODY, [pack]]],
      ["ledger_recalls_on($1)", [[pack]]],
      ["ledger_set_disposition($1, 'UNKNOWN')", [[pack]]],
      ["ledger_pack($1, $2, 1)", [box, [pack]]],
      ["ledger_unpack($1, $2, 1)", [box, [pack]]],
      ["ledger_move($1, $2, $3, 'AT_SITE')", [[box], rival.id, site]],
      ["ledger_place_hold(gen_random_uuid(), $1, 'SUSPECT', '', $2, $3, now())", [box, site, NOBODY]],
      ["ledger_create_packs($1, $2, '{x}', '{x}', 'ACTIVE', $3)", [site, batch, NOBODY]],
      ["ledger_create_containers($1, '{x}', '{x}', $2)", [maker.sites[0].id, NOBODY]],
      ["capture_take($1, $2, now())", [[boxLink], rival.id]],
      ["capture_settle($1, null, null, now())", [NOBODY]],
      ["ledger_release_batch($1, now())", [batch]],
      ["ledger_hold_batch($1, now())", [batch]],
      ["ledger_unhold_batch($1)", [batch]],
      [
        "ledger_hold_subject(gen_random_uuid(), $1, null, 'SUSPECT', '', $2, $3, now())",
        [batch, site, NOBODY],
      ],
      [
        "ledger_hold_subject(gen_random_uuid(), null, $1, 'SUSPECT', '', $2, $3, now())",
        [shipment, site, NOBODY],
      ],
      ["ledger_prepare_recall($1)", [{ ...draft, batchIds: [batch], holderId: maker.id }]],
      ["ledger_cancel_recall($1, $2, now())", [recall, NOBODY]],
      ["ledger_sign_recall($1, '[]', $2, now())", [recall, NOBODY]],
      ["ledger_hold_recalled($1, $2, $3, $4, now())", [recall, [pack], site, NOBODY]],
      ["ledger_notify_recall($1, $2, '{null}', now())", [recall, [site]]],
      ["ledger_put_away($1, 'A')", [[box]]],
      ["ledger_lock_lots($1, '{x}', '{x}', '{STOCK}')", [maker.sites[0].id]],
      ["ledger_returns($1)", [[pack]]],
      ["ledger_lot_deliveries($1, $2)", [maker.sites[0].id, [batch]]],
      ["ledger_ship_quantities($1, $2, '{}', '{}', '{}')", [shipment, NOBODY]],
      ["ledger_receive_quantities($1, $2, $3, '{}', '{}', '{}')", [shipment, NOBODY, site]],
      ["ledger_return_quantities($1, $2)", [shipment, NOBODY]],
      ["ledger_take_back_quantity($1, $2, $3)", [exception, batch, NOBODY]],
      [
        "ledger_move_quantities($1, $2, array[$3::uuid], '{STOCK}', '{1}')",
        [NOBODY, maker.sites[0].id, batch],
      ],
      ["ledger_create_tote($1, 'x', 'x', $2)", [maker.sites[0].id, NOBODY]],
      ["ledger_notify_site($1, $2, null, now())", [recall, maker.sites[0].id]],
      ["ledger_answer_recall($1, $2, '[]', $3, now())", [recall, site, NOBODY]],
      ["ledger_withdraw_product($1, '{AT}', '', $2, now())", [tablets.id, NOBODY]],
      ["ledger_open_shipment($1, $2, '{1}')", [{}, [box]]],
      ["ledger_settle_shipment($1, 'RECEIVED', '{}', '{}', now(), $2)", [shipment, NOBODY]],
      ["ledger_settle_shipment($1, 'VOIDED', '{}', '{}', now(), $2)", [shipment, NOBODY]],
      [
        "ledger_raise_exception(gen_random_uuid(), $1, 'missing', 'x', null, '', $2, now())",
        [shipment, NOBODY],
      ],
      ["ledger_close_missing($1, $2, true, $3, now())", [shipment, pack, NOBODY]],
      ["ledger_take_found($1, $2, $3, now())", [loose, site, NOBODY]],
      ["ledger_say_of_exception($1, 'sender', 'note', null, 'x', $2, now())", [exception, NOBODY]],
      ["ledger_expect_apart($1, $2, '{1}')", [shipment, [loose]]],
      ["ledger_journeys($1, $2, now())", [[pack], maker.sites[0].id]],
      ["ledger_look($1, $2, $3, 'api', now())", [pack, maker.sites[0].id, NOBODY]],
      [
        "verify_packs(array[$1::uuid], array[$2::uuid], array[$3::uuid], '{x}', '{x}', '{api}', array[now()])",
        [rival.id, maker.sites[0].id, NOBODY],
      ],
      [
        "ledger_append($1, '', '', '', '', '{}', '{}', '{}')",
        [{ capturerId: maker.id, id: NOBODY, recordTime: "now" }],
      ],
    ];
    const before = await world.picture();
    for (const [call, values] of calls) {
      await expect(asOrganisation(rival.id, `select ${call}`, values), call).rejects.toThrow(guarded);
    }
    expect(await world.picture()).toEqual(before);
  });

  it("answer nothing about it either", async () => {
    const { batch, box, boxLink, shipment, recall, pack, exception, bad } = await foreign();
    const asRival = async (call: string, values: unknown[]) =>
      (await asOrganisation<{ value: unknown }>(rival.id, `select ${call} as value`, values))[0]?.value;
    expect(await asRival("tree_of($1)", [[boxLink]])).toEqual([]);
    expect(await asRival("contents_json($1)", [[box]])).toEqual([]);
    expect(await asRival("delivery($1)", [shipment])).toBeNull();
    expect(await asRival("ledger_lock_shipment($1)", [shipment])).toBeNull();
    expect(await asRival("ledger_lock_batch($1)", [batch])).toBeNull();
    expect(await asRival("replacing_packs($1)", [batch])).toBeNull();
    expect(await asRival("ledger_packs_under_way($1)", [shipment])).toBeNull();
    expect(await asRival("my_batch_serials($1, 10, 0)", [batch])).toEqual([]);
    expect(await asRival("my_batches()", [])).toEqual([]);
    expect(await asRival("my_stock($1)", [maker.sites[0].id])).toEqual([]);
    expect(await asRival("deliveries_of_lots($1, $2)", [["x"], ["x"]])).toEqual([]);
    expect(await asRival("shipped_quantities($1)", [shipment])).toEqual([]);
    expect(await asRival("quantities_at($1)", [maker.sites[0].id])).toEqual([]);
    expect(await asRival("ledger_missing_from($1)", [boxLink])).toBeNull();
    expect(await asRival("ledger_held_shipment($1)", [shipment])).toBeNull();
    expect(await asRival("delivery_exceptions($1)", [bad])).toEqual([]);
    expect(await asRival("my_exceptions($1)", [maker.sites[0].id])).toEqual([]);
    expect(await asRival("ledger_lock_exception($1)", [exception])).toBeNull();
    expect(await asRival("ledger_lock_recall($1)", [recall])).toBeNull();
    expect(await asRival("ledger_recall_sites($1)", [recall])).toEqual([]);
    expect(await asRival("ledger_recall_answers($1, $2)", [recall, rival.sites[0].id])).toBeNull();
    expect(await asRival("ledger_packs_between($1, $2, $2, 9)", [batch, pack])).toEqual([]);
    expect(await asRival("ledger_lock_product($1)", [tablets.id])).toBeNull();
    expect(await asRival("recall_board($1)", [recall])).toBeNull();
    expect(await asRival("ledger_recalls_inside($1, $2, $3)", [[box], [batch], maker.sites[0].id])).toEqual(
      [],
    );
    expect(await asRival("ledger_made_all($1)", [box])).toBe(false);
    expect(await asRival("deliveries_of($1)", [[boxLink]])).toEqual({});
    expect(await asRival("units_at_places($1)", [maker.sites[0].id])).toEqual([]);
    expect(await asRival("my_recalls(9)", [])).toEqual([]);
    expect(await asRival("batch_prints($1)", [batch])).toEqual([]);
    expect(await asRival("trace_pack($1)", [boxLink])).toMatchObject({ unit: null, events: null });
  });

  it("let nobody give goods away, mix places by packing, settle twice or void what arrived", async () => {
    const acts = actsOf(world);
    const { loose, box, shipment } = await foreign();
    const give = asOrganisation(maker.id, "select ledger_move($1, $2, $3, 'AT_SITE')", [
      [box],
      pharmacy.id,
      pharmacy.sites[0].id,
    ]);
    await expect(give).rejects.toThrow(/only to a site of the organisation that acts/);
    // The pack is on its way: packing it into a box at the site would take it off the lorry.
    const mix = asOrganisation(maker.id, "select ledger_pack($1, $2, 1)", [box, [loose]]);
    await expect(mix).rejects.toThrow(/different places/);
    const intoPack = asOrganisation(maker.id, "select ledger_pack($1, $2, 1)", [loose, [box]]);
    await expect(intoPack).rejects.toThrow(/Only a container/);
    const { units } = await world.picture();
    const link = Object.keys(units).find((key) => units[key]?.id === loose) ?? "";
    done(await acts.receipt(petra, shipment, [link]));
    for (const [org, state] of [
      [pharmacy.id, "RECEIVED"],
      [maker.id, "VOIDED"],
    ]) {
      const again = asOrganisation(
        org ?? null,
        "select ledger_settle_shipment($1, $2, '{}', '{}', now(), $3)",
        [shipment, state, NOBODY],
      );
      await expect(again).rejects.toThrow(/Not an open delivery/);
    }
  });

  it("remove nothing that is still promised to be kept, whoever runs the worker", async () => {
    const worker = new pg.Client({ connectionString: world.fresh.workerUrl });
    await worker.connect();
    try {
      for (const [requests, jobs] of [
        ["0 days", "30 days"],
        ["30 days", "23 hours"],
      ]) {
        const call = "select remove_over(now(), now() - $1::interval, now() - $2::interval, 1000)";
        await expect(worker.query(call, [requests, jobs])).rejects.toThrow(/last day/);
      }
    } finally {
      await worker.end();
    }
  });

  it("change a state only from the state that was seen", async () => {
    const { loose } = await foreign();
    const call = "select ledger_set_state($1, 'SUPPLIED', 'ACTIVE', null, $2)";
    await expect(asOrganisation(maker.id, call, [[loose], NOBODY])).rejects.toMatchObject({ code: "40001" });
  });

  it("let an authority decide about its market, and touch or read nothing that is sold and stands elsewhere", async () => {
    const acts = actsOf(world);
    const ours = await acts.batch({ packs: 1 });
    const lock = "select ledger_lock_batch($1) as value";
    expect(await asOrganisation(authority.id, lock, [ours.id])).toMatchObject([
      { value: { product: { gtin: tablets.gtin } } },
    ]);
    const theirs = await acts.batch({ packs: 4, product: onlyGerman });
    await acts.delivered(theirs.links, dieter);
    const [pack = "", moving = "", ...rest] = theirs.links;
    const box = await acts.packed(rest, dieter);
    const { id: shipment } = await acts.sent([moving], dieter, german.sites[1], "transfer");
    done(await lifeOf(world).lock(bernd, [pack]));
    const { units } = await world.picture();
    const [packId, boxId, movingId] = [pack, box, moving].map((link) => units[link]?.id);
    const site = authority.sites[0].id;
    const { rows } = await world.owner.query<{ id: string }>(
      `insert into hold (id, epc_id, kind, reason, placed_by_org_id, placed_by_id, placed_at)
       values (gen_random_uuid(), $1, 'SUSPECT', 'x', $2, $3, now()) returning id`,
      [boxId, germanAuthority.id, NOBODY],
    );
    const draft = { id: NOBODY, personId: NOBODY, class: 1, depth: "patient", reason: "x" };
    const before = await world.picture();
    const calls: readonly (readonly [string, unknown[]])[] = [
      ["ledger_set_state($1, 'LOCKED', 'ACTIVE', null, $2)", [[packId], NOBODY]],
      ["ledger_set_state($1, 'ACTIVE', 'STOLEN', null, $2)", [[movingId], NOBODY]],
      ["ledger_place_hold(gen_random_uuid(), $1, 'REGULATOR', '', $2, $3, now())", [packId, site, NOBODY]],
      ["ledger_place_hold(gen_random_uuid(), $1, 'REGULATOR', '', $2, $3, now())", [boxId, site, NOBODY]],
      ["ledger_release_hold($1, $2, now())", [rows[0]?.id, NOBODY]],
      ["ledger_hold_batch($1, now())", [theirs.id]],
      ["ledger_unhold_batch($1)", [theirs.id]],
      [
        "ledger_hold_subject(gen_random_uuid(), $1, null, 'REGULATOR', '', $2, $3, now())",
        [theirs.id, site, NOBODY],
      ],
      [
        "ledger_hold_subject(gen_random_uuid(), null, $1, 'REGULATOR', '', $2, $3, now())",
        [shipment, site, NOBODY],
      ],
      [
        "ledger_prepare_recall($1)",
        [{ ...draft, markets: ["AT"], batchIds: [theirs.id], holderId: maker.id }],
      ],
      ["ledger_withdraw_product($1, '{AT}', '', $2, now())", [onlyGerman.id, NOBODY]],
      ["ledger_withdraw_product($1, '{DE}', '', $2, now())", [tablets.id, NOBODY]],
    ];
    for (const [call, values] of calls) {
      await expect(asOrganisation(authority.id, `select ${call}`, values), call).rejects.toThrow(guarded);
    }
    expect(await world.picture()).toEqual(before);
    for (const [call, values, nothing] of [
      ["ledger_lock_batch($1)", [theirs.id], null],
      ["batch_now($1)", [theirs.id], []],
      ["batch_of_number($1, $2)", [onlyGerman.id, theirs.number], null],
      ["replacing_packs($1)", [theirs.id], null],
      ["ledger_packs_between($1, $2, $2, 9)", [theirs.id, packId], []],
      ["ledger_packs_under_way($1)", [shipment], null],
      ["ledger_held_shipment($1)", [shipment], null],
      ["ledger_lock_product($1)", [onlyGerman.id], null],
      ["to_jsonb(array(select regulated_units($1)))", [[packId, boxId, movingId]], []],
    ] as const) {
      const answer = await asOrganisation(authority.id, `select ${call} as value`, [...values]);
      expect(answer, call).toEqual([{ value: nothing }]);
    }
    const traced = await asOrganisation(authority.id, "select trace_pack($1) as value", [pack]);
    expect(traced).toMatchObject([{ value: { unit: null, events: null } }]);
  });
});
