import type { OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import { epcId, eventId, orgId, siteId } from "@/lib/core/pack/ids";
import type { JobTx } from "@/lib/operations/job-ports";
import type { VerifyAnswer } from "@/lib/operations/ports";
import type { Reading } from "@/lib/operations/reading";
import type { BatchRow, Unit } from "@/lib/operations/unit";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Statements } from "./transaction";

const { sql } = Prisma;

/** A row of job_verify; all but `ord`, `holds` and `repeats` null when the pack is not registered. */
type Looked = {
  readonly ord: number;
  readonly id: string | null;
  readonly link: string;
  readonly state: RegistryState;
  readonly own: OwnDisposition | null;
  readonly parent: string | null;
  readonly root: string;
  readonly depth: number;
  readonly holder: string;
  readonly site: string | null;
  readonly place: RootPlace;
  readonly batch: string;
  readonly holds: Unit["holds"];
  readonly ev: string | null;
  readonly ev_org: string;
  readonly ev_site: string;
  readonly ev_time: number;
  readonly ev_recorded: number;
  readonly repeats: number;
  readonly remaining: number | null;
};

type Contexts = {
  readonly batches: Readonly<Record<string, BatchRow>>;
  readonly products: Readonly<Record<string, NonNullable<VerifyAnswer["product"]>>>;
  readonly tracksFrom: Readonly<Record<string, number>>;
};

/** What a chunk of a job may ask inside its transaction. */
export const jobTx = (tx: Statements, job: string): JobTx => ({
  async verify(readings, entry, at) {
    const gtins = readings.map(({ gtin }) => gtin);
    const serials = readings.map(({ serial }) => serial);
    const rows = await tx.rows<Looked>(
      sql`select * from job_verify(${job}::uuid, ${gtins}::text[], ${serials}::text[], ${entry}, ${timestamp(at)}::timestamptz)`,
    );
    const distinct = (values: readonly (string | null)[]) => [
      ...new Set(values.filter((value) => value !== null)),
    ];
    const contexts = await tx.ask<Contexts>(
      sql`job_contexts(${job}::uuid, ${distinct(rows.map(({ batch }) => batch))}::uuid[], ${distinct(gtins)}::text[], ${distinct(rows.map(({ site }) => site))}::uuid[])`,
    );
    const answers: VerifyAnswer[] = [];
    for (const row of rows) {
      const reading = readings[row.ord - 1];
      if (reading) answers[row.ord - 1] = answerOf(reading, row, contexts);
    }
    return answers;
  },
  async registered(pairs) {
    const places = await tx.ask<readonly number[]>(
      sql`job_registered(${job}::uuid, ${pairs.map(({ gtin }) => gtin)}::text[], ${pairs.map(({ serial }) => serial)}::text[])`,
    );
    return new Set(places.map((place) => place - 1));
  },
});

function answerOf(reading: Reading, row: Looked, { batches, products, tracksFrom }: Contexts): VerifyAnswer {
  const product = products[reading.gtin] ?? null;
  if (row.id === null) return { product, unit: null, repeats: 0, near: null };
  const unit: Unit = {
    id: epcId(row.id),
    kind: "sgtin",
    link: row.link,
    gtin: reading.gtin,
    serial: reading.serial,
    sscc: null,
    state: row.state,
    ownDisposition: row.own,
    parentId: row.parent === null ? null : epcId(row.parent),
    // No verdict asks for the links of containers, and looking them up costs a row a pack.
    parentLink: null,
    rootId: epcId(row.root),
    rootLink: row.link,
    depth: row.depth,
    holderId: orgId(row.holder),
    siteId: row.site === null ? null : siteId(row.site),
    place: row.place,
    siteTracksFrom: row.site === null ? null : (tracksFrom[row.site] ?? null),
    holds: row.holds,
    batch: batches[row.batch] ?? null,
    product,
    remaining: row.remaining,
    // Nor for what came out of a repacked pack.
    replaced: false,
    replaces: false,
    stateEvent:
      row.ev === null
        ? null
        : {
            eventId: eventId(row.ev),
            orgId: orgId(row.ev_org),
            siteId: siteId(row.ev_site),
            eventTime: row.ev_time,
            recordTime: row.ev_recorded,
          },
  };
  return { product, unit, repeats: row.repeats, near: null };
}
