import type { ForbiddenCode } from "@/lib/core/access/can";
import { type Standing, standingOf } from "@/lib/core/custody/standing";
import type { RegistryState } from "@/lib/core/pack/axes";
import type { EpcId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { regulatedOf } from "./authority";
import { custodyOf } from "./containers";
import { look } from "./gate";
import { isWithin, mayKnow } from "./may-know";
import type { Content, Deps } from "./ports";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

/** What a scanned code means at the active site. Of a unit that is somebody else's only "elsewhere" is told. */
export type FoundUnit = {
  readonly link: string;
  readonly known: boolean;
  readonly kind: Unit["kind"] | null;
  /** It stands at the active site. */
  readonly here: boolean;
  readonly standing: Standing | null;
  readonly state: RegistryState | null;
  readonly parentLink: string | null;
  /** Name and strength; null too when a container holds several. */
  readonly product: string | null;
  readonly batch: string | null;
  /** YYYY-MM-DD; of several the first. */
  readonly lastValidDay: string | null;
  /** Packs inside, itself included. */
  readonly packs: number | null;
};

/** One answer for each different link, in their order. Records nothing: a search is not a verification. */
export const findUnits = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
  links: readonly string[],
): Promise<Result<readonly FoundUnit[], ForbiddenCode>> =>
  look(deps, scope, "trace-pack", async (now) => {
    const wanted = [...new Set(links)];
    const units = await deps.ledger.find(scope, wanted);
    const { contents, regulated } = await whatOf(deps, scope, units);
    const byLink = new Map(units.map((unit) => [unit.link, unit]));
    return ok(
      wanted.map((link) => {
        const unit = byLink.get(link);
        if (!unit) return { ...NOTHING, link };
        const inside = contents.filter(({ rootId }) => rootId === unit.id);
        return mayKnow(scope, unit, { contents: inside, regulated })
          ? described(scope, unit, inside, now)
          : { ...NOTHING, link, known: true, kind: unit.kind, standing: "ELSEWHERE" };
      }),
    );
  });

const whatOf = async (deps: Pick<Deps, "ledger">, scope: TenantScope, units: readonly Unit[]) =>
  units.length === 0
    ? { contents: [], regulated: new Set<EpcId>() }
    : await deps.ledger.transact(scope, async (tx) => ({
        contents: await tx.contents(units.map(({ id }) => id)),
        regulated: await regulatedOf(tx, scope, units),
      }));

const NOTHING = {
  known: false,
  kind: null,
  here: false,
  standing: null,
  state: null,
  parentLink: null,
  product: null,
  batch: null,
  lastValidDay: null,
  packs: null,
} as const;

function described(scope: TenantScope, unit: Unit, inside: readonly Content[], now: number): FoundUnit {
  const standing = standingOf(
    { custody: custodyOf(unit, now), ownDisposition: unit.ownDisposition },
    { siteId: scope.siteId },
  );
  const named = unit.product && `${unit.product.name} ${unit.product.strength}`;
  return {
    link: unit.link,
    known: true,
    kind: unit.kind,
    here: standing === "HERE",
    standing,
    state: unit.state,
    parentLink: isWithin(scope, unit, inside) ? unit.parentLink : null,
    product: named ?? only(inside.map(({ product }) => `${product.name} ${product.strength}`)),
    batch: unit.batch?.number ?? only(inside.map(({ batch }) => batch.number)),
    lastValidDay: unit.batch?.lastValidDay ?? inside.map(({ batch }) => batch.lastValidDay).sort()[0] ?? null,
    packs: unit.kind === "sgtin" ? 1 : inside.reduce((sum, { count }) => sum + count, 0),
  };
}

/** The one value that all of them have. */
const only = (values: readonly string[]): string | null => {
  const [first, ...others] = new Set(values);
  return first !== undefined && others.length === 0 ? first : null;
};
