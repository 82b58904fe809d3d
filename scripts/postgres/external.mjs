import { codeOf, Fault, messageOf } from "../lib/fault.mjs";
import { withClient } from "./roles.mjs";

/** @typedef {import("./roles.mjs").DatabaseUrls} DatabaseUrls */

const oldestMajor = 15;

/**
 * The checks before a PostgreSQL server that isn't ours is used: reachable, new enough, and its web and worker
 * logins held by row-level security.
 * @param {DatabaseUrls} urls
 */
export async function checkExternalDatabase({ ownerUrl, webUrl, workerUrl }) {
  const owner = await inspect("DATABASE_OWNER_URL", ownerUrl);
  if (owner.version < oldestMajor * 10_000) {
    throw new Fault(
      `DATABASE_OWNER_URL leads to PostgreSQL ${Math.floor(owner.version / 10_000)}; ` +
        `Packproof needs ${oldestMajor} or newer: upgrade that server or name another.`,
    );
  }
  await checkRole("DATABASE_URL", webUrl, owner, "packproof_app");
  await checkRole("DATABASE_WORKER_URL", workerUrl, owner, "packproof_jobs");
}

/**
 * @param {string} variable
 * @param {string} url
 * @param {Inspection} owner
 * @param {string} expected role it acts as
 */
async function checkRole(variable, url, owner, expected) {
  const role = await inspect(variable, url, owner.login);
  if (role.database !== owner.database) {
    throw new Fault(
      `${variable} leads to the database "${role.database}" but DATABASE_OWNER_URL to "${owner.database}": ` +
        "both must name the same one.",
    );
  }
  if (role.unbound) {
    throw new Fault(
      `The login "${role.login}" of ${variable} is a superuser or has BYPASSRLS, so row-level security would ` +
        "not hold it: use a plain login, as docs/operations.md shows.",
    );
  }
  if (role.memberOfOwner) {
    throw new Fault(
      `The login "${role.login}" of ${variable} is, or belongs to, the owner "${owner.login}", so row-level ` +
        "security would not hold it: use a login of its own, as docs/operations.md shows.",
    );
  }
  if (role.acts !== expected) {
    throw new Fault(
      `The login "${role.login}" of ${variable} acts as "${role.acts}" instead of "${expected}": run ` +
        `ALTER ROLE ${role.login} IN DATABASE ${role.database} SET role = '${expected}'.`,
    );
  }
}

/**
 * @typedef {object} Inspection
 * @property {number} version server_version_num, for example 180004
 * @property {string} login
 * @property {string} acts the role in force
 * @property {string} database
 * @property {boolean} unbound superuser or BYPASSRLS, of the login or of the role in force
 * @property {boolean} memberOfOwner
 *
 * @param {string} variable
 * @param {string} url
 * @param {string} [owner]
 * @returns {Promise<Inspection>}
 */
async function inspect(variable, url, owner) {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query(
        `select current_setting('server_version_num')::int as version, session_user::text as login,
                current_user::text as acts, current_database()::text as database,
                exists (select from pg_roles where (rolsuper or rolbypassrls)
                         and rolname in (session_user, current_user)) as unbound,
                exists (select from pg_roles where rolname = $1
                         and (pg_has_role(session_user, oid, 'member')
                              or pg_has_role(current_user, oid, 'member'))) as "memberOfOwner"`,
        [owner ?? null],
      );
      return rows[0];
    });
  } catch (error) {
    throw unreachable(variable, url, error);
  }
}

/**
 * @param {string} variable
 * @param {string} url
 * @param {unknown} error
 */
function unreachable(variable, url, error) {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  if (at === undefined) {
    return new Fault(
      `${variable} is no address: it should look like postgresql://user:password@host:5432/name.`,
    );
  }
  const code = codeOf(error) ?? "";
  if (code === "28P01" || code === "28000") {
    return new Fault(
      `${at.host} refuses the sign-in of ${variable} ("${at.username}"): check user and password.`,
    );
  }
  if (code === "3D000") {
    return new Fault(`${at.host} has no database "${at.pathname.slice(1)}" (${variable}): create it first.`);
  }
  return new Fault(
    `The database of ${variable} does not answer at ${at.host} (${code || messageOf(error)}): ` +
      "start that server, or correct the address, or unset DATABASE_URL to use the embedded one.",
    { cause: error },
  );
}
