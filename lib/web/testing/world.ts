import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Capability, Role } from "@/lib/core/access/permissions";
import { checkDigit } from "@/lib/core/gs1/check-digit";
import { orgId, personId, productId, siteId } from "@/lib/core/pack/ids";
import { parseWebEnv } from "@/lib/env/env";
import { freshDatabase } from "@/scripts/testing/database";
import { openWeb, replaceWeb, type Web } from "../deps";
import { isFile, type RouteDoc } from "../openapi/route-doc";

/** A database and a web tier of a test's own. */
export type TestWeb = {
  readonly web: Web;
  readonly urls: { readonly ownerUrl: string; readonly workerUrl: string };
  /** As the database's owner: to make a world, and to look at what no login of the app may see. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

export const ORIGIN = "http://localhost:3000";

/** Every answer in every test is what the OpenAPI document says, to the last field. */
function asDocumented(value: unknown, { summary, answer }: RouteDoc): void {
  if (isFile(answer)) return;
  const parsed = answer.safeParse(JSON.parse(JSON.stringify(value)));
  if (!parsed.success) throw new Error(`"${summary}" answers otherwise than documented: ${parsed.error}`);
}

export async function openTestWeb(
  change: Record<string, string> = {},
  adjust: (opened: Web) => Web = (opened) => opened,
): Promise<TestWeb> {
  const database = await freshDatabase();
  const web = adjust({
    ...openWeb(
      parseWebEnv({
        DATABASE_URL: database.webUrl,
        PUBLIC_ORIGIN: ORIGIN,
        CHAIN_RPC_URL: "http://127.0.0.1:1",
        CHAIN_ID: "31337",
        CONTRACT_ADDRESS: `0x${"ab".repeat(20)}`,
        LOG_ORIGIN: "log.test.example/1",
        DEMO: "true",
        LOG_LEVEL: "silent",
        ...change,
      }),
    ),
    onAnswer: asDocumented,
  });
  replaceWeb(web);
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  // Dropping the database ends a connection that is still closing.
  owner.on("error", () => undefined);
  return {
    web,
    urls: database,
    sql: async (text, values) => (await owner.query(text, [...(values ?? [])])).rows,
    async close() {
      await Promise.all([web.db.close(), owner.end()]);
      await database.drop();
    },
  };
}

let glnNumber = 0;
const newGln = (): string => {
  const digits = `9520999${String(++glnNumber).padStart(5, "0")}`;
  return digits + checkDigit(digits);
};

/** An organisation with one site that tracks custody; its names can't be mistaken for anything else in an answer. */
export async function addOrganisation(
  { sql }: TestWeb,
  name: string,
  { capability, prefixes = [] }: { readonly capability: Capability; readonly prefixes?: readonly string[] },
) {
  const [org, site, gln] = [randomUUID(), randomUUID(), newGln()];
  const city = `City of ${name}`;
  const siteName = `Site of ${name}`;
  await sql(
    "insert into organisation (id, name, prefixes, country, activated_at, created_at) values ($1, $2, $3, 'AT', now(), now())",
    [org, name, prefixes],
  );
  await sql(
    "insert into capability (org_id, kind, licence, valid_from) values ($1, $2, 'L-1', '2020-01-01')",
    [org, capability],
  );
  await sql(
    `insert into site (id, org_id, gln, name, city, country, time_zone, custody_from)
     values ($1, $2, $3, $4, $5, 'AT', 'Europe/Vienna', '2020-01-01')`,
    [site, org, gln, siteName, city],
  );
  return { orgId: orgId(org), siteId: siteId(site), gln, name, city, siteName };
}
export type TestOrganisation = Awaited<ReturnType<typeof addOrganisation>>;

/** A person with these roles at all sites; a demo person when there is no password hash. */
export async function addPerson(
  { sql }: TestWeb,
  at: Pick<TestOrganisation, "orgId" | "siteId">,
  {
    roles,
    name = "Test Person",
    email = null,
    passwordHash = null,
  }: {
    readonly roles: readonly Role[];
    readonly name?: string;
    readonly email?: string | null;
    readonly passwordHash?: string | null;
  },
) {
  const id = randomUUID();
  await sql(
    "insert into person (id, name, job, email, password_hash, created_at) values ($1, $2, 'Tester', $3, $4, now())",
    [id, name, email, passwordHash],
  );
  await sql("insert into membership (id, person_id, org_id, roles) values ($1, $2, $3, $4)", [
    randomUUID(),
    id,
    at.orgId,
    roles,
  ]);
  return { personId: personId(id), orgId: at.orgId, siteId: at.siteId };
}

export async function addProduct(
  { sql }: TestWeb,
  holder: Pick<TestOrganisation, "orgId">,
  {
    gtin,
    serialised = true,
    markets = ["AT"],
  }: { readonly gtin: string; readonly serialised?: boolean; readonly markets?: readonly string[] },
) {
  const id = randomUUID();
  await sql(
    `insert into product (id, holder_id, gtin, name, strength, form, pack_size, case_size, serialised, markets, state, created_at)
     values ($1, $2, $3, 'Ternavex', '10 mg', 'tablets', '30', 24, $4, $5, 'ACTIVE', now())`,
    [id, holder.orgId, gtin, serialised, markets],
  );
  return { id: productId(id), gtin };
}
