import type { Delegation, Licensed } from "@/lib/core/access/can";
import type { OrgId, PersonId, SiteId } from "@/lib/core/pack/ids";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { bytesOf, timestamp } from "./json";
import { ask, rowsOf } from "./statement";
import { together } from "./together";

const { sql } = Prisma;

/** Where a person works: what a session is opened for. */
export type Seat = { readonly personId: PersonId; readonly orgId: OrgId; readonly siteId: SiteId };

/** Who a session belongs to, with everything access decisions ask about. */
export type SessionUser = Seat & {
  readonly personName: string;
  readonly job: string;
  readonly orgName: string;
  readonly siteName: string;
  readonly siteCity: string;
  readonly siteGln: string;
  readonly siteCountry: string;
  readonly timeZone: string;
  readonly roles: TenantScope["roles"];
  readonly capabilities: readonly Licensed[];
  readonly delegations: readonly Delegation[];
};

export type SignInCandidate = {
  readonly personId: PersonId;
  /** Null: a demo person, who has no password and never gets in by one. */
  readonly passwordHash: string | null;
  readonly places: readonly { readonly orgId: OrgId; readonly siteId: SiteId }[] | null;
};

/** One of the people of the demo's sign-in page. */
export type DemoPerson = Seat & {
  readonly name: string;
  readonly job: string;
  readonly organisation: string;
  readonly site: string;
  readonly city: string;
  readonly roles: readonly string[];
  readonly capabilities: readonly string[] | null;
};

/** Sessions by the hash of their token: the database never sees a token, and the web role cannot list them. */
export type Sessions = {
  /** False: this person has no role at that site. */
  open(hash: Uint8Array, seat: Seat, now: number, expires: number): Promise<boolean>;
  userOf(hash: Uint8Array, now: number): Promise<SessionUser | null>;
  close(hash: Uint8Array): Promise<void>;
  candidate(email: string): Promise<SignInCandidate | null>;
  demoPeople(): Promise<readonly DemoPerson[]>;
};

export const postgresSessions = (db: Database): Sessions => ({
  open: (hash, { personId, orgId, siteId }, now, expires) =>
    ask<boolean>(
      db,
      sql`session_open(${bytesOf(hash)}, ${personId}::uuid, ${orgId}::uuid, ${siteId}::uuid, ${timestamp(now)}::timestamptz, ${timestamp(expires)}::timestamptz)`,
    ),
  userOf: userFinder(db),
  async close(hash) {
    await ask(db, sql`session_close(${bytesOf(hash)})`);
  },
  candidate: (email) => ask<SignInCandidate | null>(db, sql`sign_in_candidate(${email})`),
  demoPeople: () => ask<readonly DemoPerson[]>(db, sql`demo_people()`),
});

/** Whose sessions these are: those that come at the same moment are asked for together. */
function userFinder(db: Database): Sessions["userOf"] {
  const find = together(
    async (asked: readonly { readonly hash: Uint8Array; readonly now: number }[]) => {
      const found = await rowsOf<{ user: SessionUser | null }>(
        db,
        sql`select session_user_of(hash, now) as user
          from unnest(${asked.map(({ hash }) => bytesOf(hash))}::bytea[], ${asked.map(({ now }) => timestamp(now))}::timestamptz[])
            with ordinality asked(hash, now, ord) order by ord`,
      );
      return found.map(({ user }) => user);
    },
    { most: 100, lanes: 2 },
  );
  return (hash, now) => find({ hash, now });
}
