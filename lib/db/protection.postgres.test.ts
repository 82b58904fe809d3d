import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actsOf } from "@/lib/operations/testing/acts";
import { maker } from "@/lib/operations/testing/cast";
import { statementsOf } from "./testing/as-organisation";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

/** Appended to and never changed: what happened stays what happened, whoever asks. */
const APPEND_ONLY = [
  "event",
  "event_epc",
  "event_name",
  "event_party",
  "event_effect",
  "genealogy",
  "log_leaf",
  "checkpoint",
  "audit",
  "verification",
  "recall_response",
  "product_withdrawal",
  "quantity_move",
  "shipment_exception_note",
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

const asOrganisation = statementsOf(() => web);

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

  it("lets PUBLIC execute nothing, the worker its jobs and webhooks only, and the web tier none of the functions' own parts", async () => {
    const executable = (grantee: string) =>
      list(`
        select p.oid::regprocedure::text as name
        from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
        where p.pronamespace = 'public'::regnamespace and acl.privilege_type = 'EXECUTE' and acl.grantee = ${grantee} order by 1`);
    expect(await executable("0")).toEqual([]);
    const worker = await executable("'packproof_jobs'::regrole");
    expect(worker.map((name) => name.replace(/\(.*/, ""))).toEqual([
      // What it calls of the ledger guards itself by the job's organisation (worker-rights.postgres.test.ts).
      "batch_of_number",
      "capture_expire",
      "capture_org",
      "capture_settle",
      "capture_take",
      "captured_before",
      "contents_json",
      "current_market",
      "current_org",
      "deliveries_of",
      "deliveries_of_lots",
      "delivery_exceptions",
      "event_is_latest",
      "event_names",
      "free_advice",
      "job_claim",
      "job_end",
      "job_finish_chunk",
      "job_next_chunk",
      "job_org",
      "job_registered",
      "job_verify",
      "ledger_append",
      "ledger_close_missing",
      "ledger_create_containers",
      "ledger_create_packs",
      "ledger_ever_shipped",
      "ledger_expect_apart",
      "ledger_held_shipment",
      "ledger_hold_batch",
      "ledger_hold_recalled",
      "ledger_journeys",
      "ledger_lock",
      "ledger_lock_batch",
      "ledger_lock_hold",
      "ledger_lock_lots",
      "ledger_lock_shipment",
      "ledger_look",
      "ledger_looks",
      "ledger_made_all",
      "ledger_missing_from",
      "ledger_move",
      "ledger_move_quantities",
      "ledger_next_seq",
      "ledger_notify_site",
      "ledger_open_shipment",
      "ledger_pack",
      "ledger_packs_under_way",
      "ledger_place_hold",
      "ledger_raise_alerts",
      "ledger_raise_exception",
      "ledger_recalls_inside",
      "ledger_recalls_on",
      "ledger_receive_quantities",
      "ledger_release_batch",
      "ledger_release_hold",
      "ledger_replace",
      "ledger_return_quantities",
      "ledger_set_disposition",
      "ledger_set_remaining",
      "ledger_set_state",
      "ledger_settle_shipment",
      "ledger_ship_quantities",
      "ledger_unhold_batch",
      "ledger_unpack",
      "made_after",
      "regulated_units",
      "remove_over",
      "shipped_quantities",
      "tree_of",
      "units_under_way",
      "webhook_claim",
      "webhook_events",
      "webhook_look",
      "webhook_settle",
      "webhook_tried",
    ]);
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
      "lines_under_way",
      "event_condition",
      "unit_scan",
      "exception_json",
      "reopen_missing",
      "sees_recall_board",
      "may_name_site",
      "named_site",
      "recall_places",
      "recall_replacing",
      "seen_elsewhere",
      "supplied_by_us",
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
  it.each([
    "epc",
    "containment",
    "genealogy",
    "hold",
    "stock",
    "container_number",
    "event_epc",
    "event_name",
    "outbox",
    "session",
    "shipment_exception_note",
  ])("cannot read %s", async (table) => {
    await expect(asOrganisation(maker.id, `select * from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(asOrganisation(maker.id, `insert into ${table} default values`)).rejects.toThrow(
      /permission denied/,
    );
  });

  it("reads no password hash and no e-mail address, not even of a colleague", async () => {
    for (const column of ["password_hash", "email", "*"]) {
      await expect(asOrganisation(maker.id, `select ${column} from person`)).rejects.toThrow(
        /permission denied/,
      );
    }
    const names = await asOrganisation<{ name: string }>(maker.id, "select name from person order by 1");
    expect(names.map(({ name }) => name)).toEqual(["Ada", "Ana", "Lena", "Otto", "Pia"]);
  });

  it("reads nothing that a subscriber's deliveries are signed with", async () => {
    for (const column of ["secret", "*"]) {
      await expect(asOrganisation(maker.id, `select ${column} from subscription`)).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  it("sees no row, and may call nothing of the ledger, before the gate has said for whom", async () => {
    await actsOf(world).batch();
    for (const table of [
      "batch",
      "event",
      "event_party",
      "event_vocabulary",
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
