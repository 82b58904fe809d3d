import type { VerifyAnswer, VerifyQuery } from "@/lib/operations/ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import { ask, rowsOf } from "./statement";
import { together } from "./together";

const { sql } = Prisma;

type Asked = { readonly scope: TenantScope; readonly query: VerifyQuery };

/** Verifies a pack; those asked for at the same moment, by whomever, share one statement and one commit. */
export const packVerifier = (db: Database): ((asked: Asked) => Promise<VerifyAnswer>) =>
  together((asked) => verifyAll(db, asked), { most: 100, lanes: 2 });

async function verifyAll(db: Database, asked: readonly Asked[]): Promise<readonly VerifyAnswer[]> {
  const of = <Value>(value: (each: Asked) => Value): Value[] => asked.map(value);
  const answers = answersOf(
    await rowsOf<Looked>(
      db,
      sql`select * from verify_packs(
        ${of(({ scope }) => scope.orgId)}::uuid[], ${of(({ scope }) => scope.siteId)}::uuid[], ${of(({ scope }) => scope.personId)}::uuid[],
        ${of(({ query }) => query.gtin)}::text[], ${of(({ query }) => query.serial)}::text[], ${of(({ query }) => query.entry)}::text[],
        ${of(({ query }) => timestamp(query.at))}::timestamptz[])`,
    ),
  );
  return withNear(db, asked, answers);
}

/** Triage of what is not registered: the first form a scanner may have garbled that is. */
async function withNear(
  db: Database,
  asked: readonly Asked[],
  answers: readonly VerifyAnswer[],
): Promise<readonly VerifyAnswer[]> {
  const forms = asked.flatMap(({ query: { gtin, near } }, at) => {
    const answer = answers[at];
    return answer?.product?.serialised && !answer.unit ? near.map((serial) => ({ at, gtin, serial })) : [];
  });
  if (forms.length === 0) return answers;
  const places = await ask<readonly number[]>(
    db,
    sql`registered_serials(${forms.map(({ gtin }) => gtin)}::text[], ${forms.map(({ serial }) => serial)}::text[])`,
  );
  const registered = new Set(places);
  return answers.map((answer, at) => ({
    ...answer,
    near: forms.find((form, place) => form.at === at && registered.has(place + 1))?.serial ?? null,
  }));
}

/** A row of verify_packs; `ord` is its place in the question, from 1. */
export type Looked = Pick<VerifyAnswer, "product" | "unit" | "repeats"> & { readonly ord: number };

/** In the question's order. */
export function answersOf(rows: readonly Looked[]): readonly VerifyAnswer[] {
  const answers: VerifyAnswer[] = [];
  for (const { ord, ...answer } of rows) answers[ord - 1] = { ...answer, near: null };
  return answers;
}
