import {
  type Book,
  type LotLine,
  matchLots,
  type NamedCode,
  type QuantityLine,
} from "@/lib/core/custody/quantities";
import type { EventFacts, Located, PharmaObjectEvent } from "@/lib/core/epcis/pharma/event-facts";
import type { Quantities } from "@/lib/core/epcis/pharma/quantities";
import { glnLink, lgtinLink } from "@/lib/core/gs1/link";
import type { OrgId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import type { SiteLot } from "./quantity-ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type QuantityLines = { readonly lines: readonly QuantityLine[]; readonly entry: EntryMode };
export type QuantitiesChanged = { readonly packs: number };

/** The batches that lines name, as they stand at the active site, locked. */
export const lotsOf = async (
  tx: LedgerTx,
  { siteId }: TenantScope,
  lines: readonly QuantityLine[],
  markets?: readonly string[],
): Promise<Result<readonly LotLine<SiteLot>[], NamedCode>> =>
  matchLots(lines, lines.length === 0 ? [] : await tx.lockLots(siteId, lines, markets));

/** As events name them. */
export const quantitiesOf = (lines: readonly QuantityLine[]): Quantities["quantities"] =>
  lines.map(({ gtin, batch, quantity }) => ({ epcClass: lgtinLink(gtin, batch), quantity }));

type Change = {
  readonly lines: readonly LotLine<SiteLot>[];
  /** Whether they leave the books that the lines name. */
  readonly off: boolean;
  /** Null: they leave the site's books. */
  readonly onto: Book | null;
  readonly event: (facts: EventFacts & Quantities & Located) => PharmaObjectEvent;
  readonly detail?: Readonly<Record<string, string>>;
  readonly parties?: readonly OrgId[];
  readonly entry: EntryMode;
  readonly now: number;
};

/** Changes the site's books and tells it, in one transaction. */
export async function changeQuantities(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { lines, off, onto, event, detail = {}, parties = [], entry, now }: Change,
): Promise<QuantitiesChanged> {
  const { id, facts } = newEvent(deps, scope, now);
  await tx.moveQuantities({
    eventId: id,
    siteId: scope.siteId,
    of: lines.flatMap(({ lot: { batch, book }, quantity }) => [
      ...(off ? [{ batchId: batch.id, book, delta: -quantity }] : []),
      ...(onto === null ? [] : [{ batchId: batch.id, book: onto, delta: quantity }]),
    ]),
  });
  const quantities = quantitiesOf(
    lines.map(({ lot, quantity }) => ({ gtin: lot.gtin, batch: lot.batch.number, quantity })),
  );
  await recordEvent(deps, tx, scope, {
    id,
    event: event({ ...facts, quantities, bizLocation: glnLink(scope.siteGln) }),
    units: [],
    classes: quantities.map(({ epcClass }) => epcClass),
    detail,
    parties,
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return { packs: quantities.reduce((sum, { quantity }) => sum + quantity, 0) };
}
