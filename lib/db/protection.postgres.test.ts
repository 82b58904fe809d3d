import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actsOf, done } from "@/lib/operations/testing/acts";
import { authority, maker, petra, pharmacy, rival, tablets } from "@/lib/operations/testing/cast";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

/** Appended to and never changed: what happened stays what happened, whoever asks. */
const APPEND_ONLY = [
  "event",
  "event_epc",
  "event_party",
  "event_effect",
  "genealogy",
  "log_leaf",
  "checkpoint",
  "audit",
  "verification",
  "recall_response",
  "product_withdrawal",
];

/** Every signed-in organisation may read all of these: the directory, the public log, the demo's codes. */
const FOR_EVERYONE = [
  "anchor",
  "capability",
  "checkpoint",
  "demo_code",
  "heartbeat",
  "log_leaf",
  "log_state",
  "log_tile",
  "organisation",
  "product",
  "site",
];

let world: PostgresWorld;
let web: pg.Pool;
let worker: pg.Pool;
beforeAll(async () => {
  world = await postgresWorld();
  web = new pg.Pool({ connectionString: world.fresh.webUrl, max: 2 });
  worker = new pg.Pool({ connectionString: world.fresh.workerUrl, max: 1 });
});
afterAll(async () => {
  await Promise.all([web.end(), worker.end()]);
  await world.close();
});

const list = async (sql: string): Promise<string[]> =>
  (await world.owner.query<{ name: string }>(sql)).rows.map(({ name }) => name);

/** Runs as the web tier does: in a transaction that says for whom. Always rolled back. */
async function asOrganisation<Row extends pg.QueryResultRow>(
  org: string | null,
  sql: string,
  values: unknown[] = [],
) {
  const client = await web.connect();
  try {
    await client.query("begin");
    if (org !== null) await client.query("select set_config('app.org_id', $1, true)", [org]);
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

describe("the catalogue of the database", () => {
  it("has row-level security on every table", async () => {
    const open = await list(`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not relrowsecurity and relname <> '_prisma_migrations'`);
    expect(open).toEqual([]);
  });

  it.each(["packproof_app", "packproof_jobs"])(
    "gives %s no right on a table that has no policy for it",
    async (role) => {
      const bare = await list(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        and (has_table_privilege('${role}', c.oid, 'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege('${role}', c.oid, 'select, insert, update, references'))
        and not exists (select from pg_policy p where p.polrelid = c.oid and '${role}'::regrole = any(p.polroles))`);
      expect(bare).toEqual([]);
    },
  );

  it("lets the web tier read a table without asking for whom only where everybody may know it", async () => {
    const unscoped = await list(`
      select distinct tablename as name from pg_policies
      where 'packproof_app' = any(roles) and (qual = 'true' or with_check = 'true') order by 1`);
    expect(unscoped).toEqual(FOR_EVERYONE);
    const scoped = await list(`
      select tablename || ': ' || coalesce(qual, with_check) as name from pg_policies
      where 'packproof_app' = any(roles) and coalesce(qual, '') <> 'true' and coalesce(with_check, '') <> 'true'`);
    expect(scoped.length).toBeGreaterThan(10);
    for (const policy of scoped) expect(policy).toContain("current_org()");
  });

  it("fixes the search path of every function that runs with the owner's rights", async () => {
    const loose = await list(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')`);
    expect(loose).toEqual([]);
  });

  it("lets PUBLIC execute nothing, the worker nothing, and the web tier none of the functions' own parts", async () => {
    const executable = (grantee: string) =>
      list(`
        select p.oid::regprocedure::text as name
        from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
        where p.pronamespace = 'public'::regnamespace and acl.privilege_type = 'EXECUTE' and acl.grantee = ${grantee} order by 1`);
    expect(await executable("0")).toEqual([]);
    expect(await executable("'packproof_jobs'::regrole")).toEqual([]);
    const web = await executable("'packproof_app'::regrole");
    const parts = [
      "units_json",
      "holds_json",
      "ledger_may_touch",
      "ledger_root_of",
      "ledger_roots_of",
      "ledger_guard_units",
      "ledger_guard_claim",
      "epc_id_for",
      "unit_scan",
    ];
    for (const part of parts) expect(web.filter((name) => name.startsWith(`${part}(`))).toEqual([]);
    expect(web.length).toBeGreaterThan(20);
  });

  it("keeps that for functions and tables of later migrations", async () => {
    await world.owner.query("create function later() returns int language sql as 'select 1'");
    await world.owner.query("create table later_table (n int)");
    for (const pool of [web, worker]) {
      await expect(pool.query("select later()")).rejects.toThrow(/permission denied/);
      await expect(pool.query("select * from later_table")).rejects.toThrow(/permission denied/);
    }
    await world.owner.query("drop function later()");
    await world.owner.query("drop table later_table");
  });

  it("has logins that no row-level security is waived for", async () => {
    const strong = await list(`
      select rolname as name from pg_roles
      where rolname in ('packproof_app', 'packproof_jobs', 'packproof_web', 'packproof_worker', 'packproof_owner')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`);
    expect(strong).toEqual([]);
  });
});

describe("what is written once", () => {
  it.each(APPEND_ONLY)("%s refuses UPDATE, DELETE and TRUNCATE, to the owner as well", async (table) => {
    const [column] = await list(`
      select column_name as name from information_schema.columns where table_name = '${table}' order by ordinal_position limit 1`);
    const statements = [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `truncate ${table} cascade`,
    ];
    for (const statement of statements) {
      await expect(web.query(statement)).rejects.toThrow(/permission denied/);
      await expect(worker.query(statement)).rejects.toThrow(/permission denied/);
      await expect(world.owner.query(statement)).rejects.toThrow(`${table} is append-only`);
    }
  });

  it("keeps every unit that was ever identified", async () => {
    await expect(world.owner.query("delete from epc")).rejects.toThrow(/never removed/);
  });
});

describe("the web tier's login", () => {
  it.each(["epc", "containment", "genealogy", "hold", "stock", "event_epc", "outbox", "session"])(
    "cannot read %s",
    async (table) => {
      await expect(asOrganisation(maker.id, `select * from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(asOrganisation(maker.id, `insert into ${table} default values`)).rejects.toThrow(
        /permission denied/,
      );
    },
  );

  it("reads no password hash and no e-mail address, not even of a colleague", async () => {
    for (const column of ["password_hash", "email", "*"]) {
      await expect(asOrganisation(maker.id, `select ${column} from person`)).rejects.toThrow(
        /permission denied/,
      );
    }
    const names = await asOrganisation<{ name: string }>(maker.id, "select name from person order by 1");
    expect(names.map(({ name }) => name)).toEqual(["Ada", "Ana", "Lena", "Otto", "Pia"]);
  });

  it("sees no row, and may call nothing of the ledger, before the gate has said for whom", async () => {
    await actsOf(world).batch();
    for (const table of [
      "batch",
      "event",
      "event_party",
      "shipment",
      "audit",
      "request",
      "verification",
      "alert",
    ]) {
      expect(await asOrganisation(null, `select * from ${table}`)).toEqual([]);
    }
    await expect(asOrganisation(null, "select ledger_lock('{}', 'custody')")).rejects.toThrow(
      /No organisation/,
    );
  });
});

/** Called past the operations, with a unit, batch and delivery of somebody else: the functions are the last wall. */
describe("the ledger's functions", () => {
  const NOBODY = "00000001-0000-4000-8000-000000000001";
  const guarded =
    /custody|may not|Not (this|an open|a packaged|a signed)|No such open|own name|only to a site|goes from a site/;

  async function foreign() {
    const acts = actsOf(world);
    const made = await acts.batch();
    const box = await acts.packed(made.links.slice(0, 2));
    const sent = await acts.sent(made.links.slice(2));
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
    };
  }

  it("refuse to touch what the acting organisation neither holds nor is about to receive", async () => {
    const { batch, pack, box, shipment, recall } = await foreign();
    const site = rival.sites[0].id;
    const draft = { id: NOBODY, personId: NOBODY, markets: ["AT"], class: 1, depth: "patient", reason: "x" };
    const calls: readonly (readonly [string, unknown[]])[] = [
      ["ledger_set_state($1, 'ACTIVE', 'STOLEN', null, $2)", [[pack], NOBODY]],
      ["ledger_set_state($1, 'ACTIVE', 'LOCKED', null, $2)", [[pack], NOBODY]],
      ["ledger_set_state($1, 'ACTIVE', 'EXPORTED', null, $2)", [[pack], NOBODY]],
      ["ledger_set_state($1, 'LOCKED', 'ACTIVE', null, $2)", [[pack], NOBODY]],
      ["ledger_set_remaining($1, '{1}')", [[pack]]],
      ["ledger_replace($1, $2, '{}')", [NOBODY, [pack]]],
      ["ledger_set_disposition($1, 'UNKNOWN')", [[pack]]],
      ["ledger_pack($1, $2, 1)", [box, [pack]]],
      ["ledger_unpack($1, $2, 1)", [box, [pack]]],
      ["ledger_move($1, $2, $3, 'AT_SITE')", [[box], rival.id, site]],
      ["ledger_place_hold(gen_random_uuid(), $1, 'SUSPECT', '', $2, $3, now())", [box, site, NOBODY]],
      ["ledger_create_packs($1, $2, '{x}', '{x}', 'ACTIVE', $3)", [site, batch, NOBODY]],
      ["ledger_create_container($1, 'x', 'x', $2)", [maker.sites[0].id, NOBODY]],
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
      ["ledger_answer_recall($1, $2, '[]', $3, now())", [recall, site, NOBODY]],
      ["ledger_withdraw_product($1, '{AT}', '', $2, now())", [tablets.id, NOBODY]],
      ["ledger_open_shipment($1, $2, '{1}')", [{}, [box]]],
      ["ledger_settle_shipment($1, 'RECEIVED', '{}', '{}', now(), $2)", [shipment, NOBODY]],
      ["ledger_settle_shipment($1, 'VOIDED', '{}', '{}', now(), $2)", [shipment, NOBODY]],
      ["ledger_raise_exception(gen_random_uuid(), $1, 'missing', 'x', '', $2, now())", [shipment, NOBODY]],
      ["ledger_close_missing($1, $2, true, now())", [shipment, pack]],
      ["ledger_look($1, $2, $3, 'api', now())", [pack, maker.sites[0].id, NOBODY]],
      ["verify_pack($1, $2, $3, '', '', '{}', 'api', now())", [rival.id, maker.sites[0].id, NOBODY]],
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
    const { batch, box, boxLink, shipment, recall, pack } = await foreign();
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
    expect(await asRival("ledger_missing_from($1)", [boxLink])).toBeNull();
    expect(await asRival("ledger_held_shipment($1)", [shipment])).toBeNull();
    expect(await asRival("ledger_lock_recall($1)", [recall])).toBeNull();
    expect(await asRival("ledger_recall_sites($1)", [recall])).toEqual([]);
    expect(await asRival("ledger_recall_answers($1, $2)", [recall, rival.sites[0].id])).toBeNull();
    expect(await asRival("ledger_packs_between($1, $2, $2, 9)", [batch, pack])).toEqual([]);
    expect(await asRival("ledger_lock_product($1)", [tablets.id])).toBeNull();
    expect(await asRival("recall_board($1)", [recall])).toBeNull();
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

  it("change a state only from the state that was seen", async () => {
    const { loose } = await foreign();
    const call = "select ledger_set_state($1, 'SUPPLIED', 'ACTIVE', null, $2)";
    await expect(asOrganisation(maker.id, call, [[loose], NOBODY])).rejects.toMatchObject({ code: "40001" });
  });

  it("let an authority decide about every batch", async () => {
    const { batch } = await foreign();
    const row = await asOrganisation(authority.id, "select ledger_lock_batch($1) as value", [batch]);
    expect(row[0]).toMatchObject({ value: { product: { gtin: tablets.gtin } } });
  });
});

describe("impossible custody", () => {
  it.each([
    [
      "a contained unit with a holder of its own",
      "parent_id = (select id from epc where kind = 'sscc' limit 1)",
    ],
    ["a unit on its own without a holder", "holder_id = null"],
    ["a unit on its own that is nowhere", "place = null"],
    ["a place nobody knows", "place = 'LIMBO'"],
    ["a unit inside itself", "parent_id = id, holder_id = null, place = null, site_id = null"],
    ["a registry state nobody knows", "state = 'GONE'"],
    ["a disposition nobody knows", "own_disposition = 'LOST'"],
    ["fewer holds than none", "hold_count = -1"],
    ["fewer units left than none", "remaining = -1"],
    ["a pack with an SSCC", "sscc = '095200100000000013'"],
  ])("cannot be written, not even by the owner: %s", async (_name, change) => {
    const acts = actsOf(world);
    const { links } = await acts.batch({ packs: 2 });
    await acts.packed(links.slice(1));
    const update = world.owner.query(`update epc set ${change} where link = $1`, [links[0]]);
    await expect(update).rejects.toMatchObject({ code: "23514" });
  });

  it("has one container at a time, and counters that never go below zero", async () => {
    const acts = actsOf(world);
    const { links } = await acts.batch({ packs: 1 });
    await acts.packed(links);
    const twice = world.owner.query(`
      insert into containment (child_id, parent_id, from_seq)
      select child_id, parent_id, from_seq + 1 from containment where to_seq is null limit 1`);
    await expect(twice).rejects.toThrow(/containment_one_parent/);
    await expect(world.owner.query("update stock set n = -1")).rejects.toMatchObject({ code: "23514" });
  });

  it("has at most one anchor in flight for a payer and contract", async () => {
    const insert = () =>
      worker.query(`insert into anchor (id, chain_id, contract, log_id, old_size, size, root, state, created_at, updated_at)
        values (gen_random_uuid(), 1, '0x', '', 0, 1, '', 'pending', now(), now())`);
    await insert();
    await expect(insert()).rejects.toThrow(/anchor_one_in_flight/);
  });
});
