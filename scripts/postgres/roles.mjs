import { randomBytes } from "node:crypto";
import pg from "pg";
import { superuser } from "./cluster.mjs";

/**
 * Who is who in the database:
 * - `packproof_owner` owns the database and its tables, and migrates. A plain role: with a superuser as owner,
 *   row-level security would never be tried on the owner's functions.
 * - `packproof_app` and `packproof_jobs` hold the rights of the web tier and of the worker. Nobody signs in as them.
 * - `packproof_web` and `packproof_worker` sign in, have no right of their own (NOINHERIT) and take on their
 *   group at each connection. So a migration grants to the group, and a password can be changed or a second
 *   login added without touching one.
 *
 * @typedef {{ admin: string, owner: string, web: string, worker: string }} Passwords
 * @typedef {{ port: number, passwords: Passwords }} Server an embedded server
 * @typedef {{ ownerUrl: string, webUrl: string, workerUrl: string }} DatabaseUrls
 */

/** @returns {Passwords} */
export function newPasswords() {
  const secret = () => randomBytes(24).toString("base64url");
  return { admin: secret(), owner: secret(), web: secret(), worker: secret() };
}

/**
 * @param {Server} server
 * @param {string} database
 * @returns {DatabaseUrls}
 */
export function databaseUrls(server, database) {
  const { owner, web, worker } = server.passwords;
  return {
    ownerUrl: connectionUrl(server.port, "packproof_owner", owner, database),
    webUrl: connectionUrl(server.port, "packproof_web", web, database),
    workerUrl: connectionUrl(server.port, "packproof_worker", worker, database),
  };
}

/**
 * @param {Server} server
 * @param {string} [database]
 */
export function adminUrl(server, database = "postgres") {
  return connectionUrl(server.port, superuser, server.passwords.admin, database);
}

/**
 * Creates what is missing: roles, database, the rights to connect. Idempotent.
 * @param {Server} server
 * @param {string} database
 */
export async function ensureDatabase(server, database) {
  await withClient(adminUrl(server), async (client) => {
    for (const statement of roleStatements(server.passwords)) await client.query(statement);
    const known = await client.query("select from pg_database where datname = $1", [database]);
    if (known.rowCount === 0) await createDatabase(client, database);
    for (const statement of connectStatements(database)) await client.query(statement);
  });
}

/**
 * @param {pg.Client} client of the superuser
 * @param {string} database
 * @param {string} [template] a database nobody is connected to
 */
export async function createDatabase(client, database, template) {
  const name = pg.escapeIdentifier(database);
  const from = template === undefined ? "" : ` template ${pg.escapeIdentifier(template)}`;
  await client.query(`create database ${name} owner packproof_owner${from}`);
}

/**
 * What CREATE DATABASE … TEMPLATE does not carry over: who may connect, and the role a login takes on.
 * @param {string} database
 * @returns {string[]}
 */
export function connectStatements(database) {
  const name = pg.escapeIdentifier(database);
  return [
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to packproof_web, packproof_worker`,
    `alter role packproof_web in database ${name} set role = 'packproof_app'`,
    `alter role packproof_worker in database ${name} set role = 'packproof_jobs'`,
  ];
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks between two queries says so here; the next query rejects, and that is what counts.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @param {Passwords} passwords */
function roleStatements({ owner, web, worker }) {
  const plain = "nosuperuser nocreatedb nocreaterole nobypassrls noreplication";
  /** @param {string} name @param {string} attributes */
  const ensure = (name, attributes) => [
    `do $$ begin create role ${name}; exception when duplicate_object then null; end $$`,
    `alter role ${name} ${plain} ${attributes}`,
  ];
  return [
    ...ensure("packproof_owner", `login password ${pg.escapeLiteral(owner)}`),
    ...ensure("packproof_app", "nologin"),
    ...ensure("packproof_jobs", "nologin"),
    ...ensure("packproof_web", `login noinherit password ${pg.escapeLiteral(web)}`),
    ...ensure("packproof_worker", `login noinherit password ${pg.escapeLiteral(worker)}`),
    "grant packproof_app to packproof_web",
    "grant packproof_jobs to packproof_worker",
  ];
}

/**
 * @param {number} port
 * @param {string} user
 * @param {string} password
 * @param {string} database
 */
function connectionUrl(port, user, password, database) {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
