import type { ForbiddenCode } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import { decide, type PackCode, type PackCommand } from "@/lib/core/pack/decide";
import type { PackEffect } from "@/lib/core/pack/effect";
import type { EpcId, EventId } from "@/lib/core/pack/ids";
import { ok, type Refusal, type Result, refuse } from "@/lib/core/refusal";
import { type OnBehalf, uncoveredOf } from "./acting-for";
import { applyEffects, type Recording } from "./apply-effects";
import { offMarket, regulatedOf } from "./authority";
import { type Command, type GateCode, performFor } from "./perform";
import type { Deps, EntryMode, LedgerTx, LockMode, Tools } from "./ports";
import { alertOn, countRepeats, journeysOf, repeatsOf } from "./repeats";
import type { TenantScope } from "./scope";
import { hereOf, isPack, type Pack, packFactsOf, type Seen, type Unit } from "./unit";

export const PACKS_AT_MOST = 10_000;

/** What becomes of a call when some of its packs are refused: nothing is done, or what can be is. */
export const MODES = ["all-or-nothing", "proceed"] as const;
export type Mode = (typeof MODES)[number];

/** A command about one pack or many; the same pack named twice counts once. */
export type ManyPacks = Command &
  OnBehalf & {
    readonly links: readonly string[];
    readonly mode: Mode;
    readonly entry: EntryMode;
  };

export type PackResult =
  | {
      readonly link: string;
      readonly result: "done";
      /** The event that tells of it; null: it was so already. */
      readonly eventId: EventId | null;
    }
  | ({ readonly link: string; readonly result: "refused" } & Omit<Refusal, "packs">);

export type PacksChanged = {
  readonly done: number;
  readonly refused: number;
  /** In the order of the call. */
  readonly results: readonly PackResult[];
};

export type ManyCode =
  | PackCode
  | ForbiddenCode
  | "NOTHING_SCANNED"
  | "TOO_MANY_PACKS"
  | "SERIAL_UNKNOWN"
  | "NOT_A_PACK";

/** One thing that can be done to packs, whoever asks for how many of them: a route for some, a job for all of a list. */
export type Verb = {
  readonly lock: LockMode;
  /** What is wanted of each pack: the core decides about it. */
  readonly want: (pack: Pack) => PackCommand;
  /** What the guard asks of all packs together, before the first is decided. */
  readonly prepare?: (tx: LedgerTx, packs: readonly Pack[]) => Promise<void>;
  readonly recording: Recording;
  /** How often a pack was tried again here counts, and so does this try when it is refused. */
  readonly countsRepeats?: true;
  /** A pack that another site just had in hand is refused. */
  readonly doubtsCopies?: true;
};

export type Rule = Verb &
  Pick<ManyPacks, "links" | "mode" | "entry"> & {
    /** What was allowed to whoever asks: in another's name it is asked of every product, too. */
    readonly action: Action;
    readonly now: number;
  };

/** A request about some packs, in the own name or a holder's. */
export const changePacksFor = (
  deps: Deps,
  own: TenantScope,
  { action, command }: { readonly action: Action; readonly command: ManyPacks },
  verbOf: (scope: TenantScope) => Verb,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  performFor(deps, own, { action, command }, (scope, tx, now) =>
    changePacks(deps, tx, scope, { ...command, ...verbOf(scope), action, now }),
  );

/**
 * The frame of every change of many packs: locks them together, asks the one pure decision for each, and writes what
 * came of it a set at a time. Refused as a whole, the refusal is that of the first pack and names all others.
 */
export async function changePacks(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  rule: Rule,
): Promise<Result<PacksChanged, ManyCode>> {
  const { now, entry } = rule;
  const links = [...new Set(rule.links)];
  if (links.length === 0) {
    return refuse("NOTHING_SCANNED", "Nothing has been scanned yet.", "Scan the first pack.");
  }
  if (links.length > PACKS_AT_MOST) return tooMany(links.length);
  // Sent for with the lock and drawn when it is held: the first event's number costs no wait of its own.
  const [locked, seq] = await Promise.all([tx.lock(links, rule.lock), tx.nextSeq()]);
  const units = new Map(locked.map((unit) => [unit.link, unit]));
  const packs = [...units.values()].filter(isPack);
  if (rule.prepare && packs.length > 0) await rule.prepare(tx, packs);
  const repeats = rule.countsRepeats ? await repeatsOf(tx, scope, packs) : null;
  const journeys = rule.doubtsCopies ? await journeysOf(tx, scope, packs, rule) : null;
  const rights = {
    regulated: await regulatedOf(tx, scope, packs),
    uncovered: uncoveredOf(
      scope,
      rule.action,
      packs.map(({ product }) => product),
      now,
    ),
  };
  const decisions = links.map((link) => {
    const unit = units.get(link);
    const seen = unit ? { repeats: repeats?.get(unit.id) ?? 0, journey: journeys?.get(unit.id) ?? null } : {};
    return { link, ...decisionOn(unit, scope, rule, { seen, ...rights }) };
  });
  const refused = decisions.flatMap(({ link, pack, result }) =>
    result.ok ? [] : [{ link, pack, refusal: result.refusal }],
  );
  const stopped = refused.flatMap(({ pack, refusal }) => (pack ? [{ pack, refusal }] : []));
  if (repeats) await countRepeats(tx, scope, stopped, { entry, now });
  await alertOn(deps, tx, scope, stopped, now);
  const [first] = refused;
  if (first && rule.mode === "all-or-nothing") return wholly(first, refused, links.length);
  const changes = decisions.flatMap(({ pack, result }) =>
    result.ok && pack ? [{ pack, effect: result.value }] : [],
  );
  const told = await applyEffects(deps, beginningWith(seq, tx), scope, changes, rule.recording, {
    entry,
    now,
  });
  return ok({
    done: links.length - refused.length,
    refused: refused.length,
    results: decisions.map(({ link, pack, result }) =>
      result.ok
        ? { link, result: "done", eventId: (pack && told.get(pack.id)) ?? null }
        : { link, result: "refused", ...result.refusal },
    ),
  });
}

/** The same transaction, whose next event gets a number that was drawn already. */
function beginningWith(seq: string, tx: LedgerTx): LedgerTx {
  const drawn = [seq];
  return { ...tx, nextSeq: async () => drawn.pop() ?? tx.nextSeq() };
}

export const tooMany = (count: number) =>
  refuse(
    "TOO_MANY_PACKS",
    `One request takes up to ${PACKS_AT_MOST.toLocaleString("en")} packs, not ${count}.`,
    "Split the list and send its parts one after the other.",
    { count },
  );

export const unknownSerial = () =>
  refuse(
    "SERIAL_UNKNOWN",
    "This serial number is not registered for this product.",
    "Put the pack in quarantine and open the alert.",
  );

/** Of all packs of a list together: which of them whoever asks may speak about. */
type Rights = {
  /** For an authority: those on its market. */
  readonly regulated: ReadonlySet<EpcId>;
  /** In another's name: products that were not delegated. */
  readonly uncovered: ReturnType<typeof uncoveredOf>;
};

function decisionOn(
  unit: Unit | undefined,
  scope: TenantScope,
  { want, now }: Rule,
  { seen, regulated, uncovered }: Rights & { readonly seen: Seen },
): { readonly pack: Pack | null; readonly result: Result<PackEffect, ManyCode> } {
  if (!unit) return { pack: null, result: unknownSerial() };
  if (isPack(unit)) {
    const forbidden = offMarket(scope, unit, regulated) ?? uncovered.get(unit.product.id);
    if (forbidden) return { pack: unit, result: forbidden };
    const asked = { facts: packFactsOf(unit, now, seen), here: hereOf(scope), now };
    return { pack: unit, result: decide(want(unit), asked) };
  }
  return {
    pack: null,
    result: refuse("NOT_A_PACK", "This code is a container's.", "Scan the packs, or unpack it first."),
  };
}

type Stopping = { readonly link: string; readonly refusal: Refusal<ManyCode> };

function wholly(
  { link, refusal }: Stopping,
  refused: readonly Stopping[],
  asked: number,
): { readonly ok: false; readonly refusal: Refusal<ManyCode> } {
  if (asked === 1) return { ok: false, refusal };
  return {
    ok: false,
    refusal: {
      ...refusal,
      message: `${refused.length} of ${asked} packs stand in the way, and nothing was done. The first: ${refusal.message}`,
      facts: { ...refusal.facts, link, refused: refused.length, asked },
      packs: refused.map((one) => ({ link: one.link, code: one.refusal.code })),
    },
  };
}
