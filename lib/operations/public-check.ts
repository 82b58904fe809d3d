import { localDay } from "@/lib/core/time/zone";
import { publicStepOf } from "@/lib/core/verdict/public-steps";
import { type PublicAsked, type PublicVerdict, publicVerdictOf } from "@/lib/core/verdict/public-verdict";
import type { Clock } from "./ports";
import type { PublicRecord, PublicRegistry, PublicStep } from "./public-ports";

export type PublicQuestion = {
  readonly gtin: string;
  readonly serial: string;
  readonly batch: string | null;
  /** "YYYY-MM-DD", as resolved from the print. */
  readonly expiry: string | null;
};

export type PublicAnswer = {
  readonly verdict: PublicVerdict;
  readonly product: {
    readonly name: string;
    readonly strength: string;
    readonly form: string;
    readonly packSize: string;
    readonly maker: string;
  } | null;
  /** What the person gave, to compare with the box: never what the registry holds. */
  readonly given: PublicQuestion;
  /** The pack's way, only when all four elements match: what publicStepOf tells by name, oldest first. */
  readonly steps: readonly PublicStep[];
  /** Steps between trading partners, the pack's own and those of its containers: a count, not proven here. */
  readonly containerSteps: number;
};

/** The market whose calendar decides whether a pack is expired for somebody without a site. */
const PUBLIC_ZONE = "Europe/Vienna";

/**
 * What anybody may know of a pack. The registry is asked the same two questions whatever it will answer, so that
 * neither the shape nor the time of an answer tells a serial that exists from one that does not.
 */
export async function publicCheck(
  deps: { readonly clock: Clock; readonly registry: PublicRegistry },
  question: PublicQuestion,
): Promise<PublicAnswer> {
  const today = localDay(PUBLIC_ZONE, deps.clock.now());
  const [record, history] = await Promise.all([
    deps.registry.pack(question.gtin, question.serial),
    deps.registry.history(question.gtin, question.serial),
  ]);
  const asked = askedOf(record, question, today);
  const verdict = publicVerdictOf(asked);
  const known = asked.kind === "pack" && asked.complete && asked.matches && verdict.code !== "NOT_RECOGNISED";
  const { product } = record;
  const ruled = history.steps.map((step) => ({ step, rule: publicStepOf(step.statement) }));
  const told = ruled.flatMap(({ step, rule }) => (rule === "moved" || rule === "closed" ? [] : [step]));
  const moved = ruled.filter(({ rule }) => rule === "moved").length;
  return {
    verdict,
    product: product && {
      name: product.name,
      strength: product.strength,
      form: product.form,
      packSize: product.packSize,
      maker: product.maker,
    },
    given: question,
    steps: known ? told : [],
    containerSteps: known ? history.containerSteps + moved : 0,
  };
}

function askedOf({ product, pack }: PublicRecord, question: PublicQuestion, today: string): PublicAsked {
  if (!product) return { kind: "unknown-product" };
  if (!product.serialised) return { kind: "not-serialised" };
  const complete = question.batch !== null && question.expiry !== null;
  if (!pack) return { kind: "unknown-serial", complete };
  return {
    kind: "pack",
    complete,
    matches: question.batch === pack.batch && question.expiry === pack.lastValidDay,
    today,
    facts: {
      registryState: pack.state,
      illegitimate: pack.illegitimate,
      serialRecalled: pack.serialRecalled,
      withdrawn: product.state === "WITHDRAWN",
      batch: { expiry: pack.lastValidDay, state: pack.batchState, recall: pack.recall },
      suppliedMonth: pack.state === "SUPPLIED" ? pack.stateMonth : null,
      conflict: pack.conflict,
    },
  };
}
