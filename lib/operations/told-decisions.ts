import type { Meant, Subject } from "@/lib/core/capture/meant";
import { ownOf, type Told } from "@/lib/core/capture/told";
import { lotOf } from "@/lib/core/gs1/link";
import { HOLD_KINDS } from "@/lib/core/pack/axes";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { batchUnknown, holdBatch, unholdBatch } from "./hold-batch";
import { placeHold } from "./place-hold";
import type { Deps, LedgerTx } from "./ports";
import { releaseBatch } from "./release-batch";
import { releaseHold } from "./release-hold";
import type { TenantScope } from "./scope";
import { withdrawProduct } from "./withdraw-product";

type Decision = Extract<
  Meant,
  { readonly do: "hold" | "release-hold" | "release-batch" | "recall" | "withdraw" }
>;

/** Holds, releases and what else is decided about goods; who may is asked by the operation, of a key as of a person. */
export async function carryOutDecision(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  meant: Decision,
  told: Told,
): Promise<Result<unknown>> {
  const requestKey = "";
  switch (meant.do) {
    case "recall":
      return personsOnly("Prepare the recall and have a second person sign it.");
    case "withdraw":
      return withdrawProduct(deps, scope, {
        requestKey,
        gtin: /\d{14}$/.exec(meant.epcClass)?.[0] ?? "",
        markets: meant.markets,
        reason: reasonOf(told),
      });
    case "release-batch": {
      const batch = await batchIdOf(deps, tx, scope, meant.epcClass);
      return batch.ok ? releaseBatch(deps, scope, { requestKey, batchId: batch.value, entry: "api" }) : batch;
    }
    default:
      return "epcs" in meant.subject
        ? onUnits(deps, tx, scope, { ...meant, links: meant.subject.epcs, told })
        : onBatch(deps, tx, scope, meant.do, meant.subject);
  }
}

/** What is a person's own act, at a screen. */
export const personsOnly = (next: string): Refused<"PERSONS_ONLY"> =>
  refuse("PERSONS_ONLY", "No event of another system can do this.", next);

type OnUnits = {
  readonly do: "hold" | "release-hold";
  readonly links: readonly string[];
  readonly told: Told;
};

async function onUnits(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { do: verb, links, told }: OnUnits,
): Promise<Result<unknown>> {
  const [link, ...others] = links;
  if (link === undefined || others.length > 0) {
    return refuse(
      "SEVERAL_UNITS",
      "A hold has one subject, and this event names several.",
      "Send one event for each unit, or name their container.",
    );
  }
  if (verb === "hold") {
    const kind = HOLD_KINDS.find((one) => one === ownOf(told, "holdKind")) ?? "SUSPECT";
    return placeHold(deps, scope, {
      requestKey: "",
      subject: { link },
      kind,
      reason: reasonOf(told),
      entry: "api",
    });
  }
  const [unit] = await tx.lock([link], "transition");
  const [hold, ...more] = (unit?.holds ?? []).filter(
    ({ own, placedByOrgId }) => own && placedByOrgId === scope.orgId,
  );
  if (!hold || more.length > 0) {
    return refuse(
      "HOLD_UNKNOWN",
      hold ? "You have more than one hold on this unit." : "You have no open hold on this unit.",
      "Release the one you mean at a screen.",
      { link },
    );
  }
  return releaseHold(deps, scope, { requestKey: "", link, holdId: hold.id, entry: "api" });
}

async function onBatch(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  verb: "hold" | "release-hold",
  subject: Exclude<Subject, { readonly epcs: unknown }>,
): Promise<Result<unknown>> {
  const batch = await batchIdOf(deps, tx, scope, subject.epcClass);
  if (!batch.ok) return batch;
  const command = { requestKey: "", batchId: batch.value };
  return verb === "hold" ? holdBatch(deps, scope, command) : unholdBatch(deps, scope, command);
}

async function batchIdOf(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  epcClass: string,
): Promise<Result<BatchId, "BATCH_UNKNOWN">> {
  const lot = lotOf(epcClass);
  const products = await deps.directory.products(scope);
  const product = products.find(({ gtin }) => gtin === lot?.gtin);
  const batch = lot && product ? await tx.batchOf(product.id, lot.number) : null;
  return batch ? ok(batch.id) : batchUnknown();
}

const reasonOf = (told: Told): string => ownOf(told, "reason") ?? "Told by another system";
