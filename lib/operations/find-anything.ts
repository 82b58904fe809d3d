import { readScan } from "@/lib/core/gs1/scan";
import { localDay } from "@/lib/core/time/zone";
import type { BatchLine, DeliverySummary, Desk } from "./desk-ports";
import type { Clock } from "./ports";
import type { TenantScope } from "./scope";

export type Found =
  | { readonly kind: "unit"; readonly link: string }
  | {
      readonly kind: "words";
      readonly batches: readonly BatchLine[];
      readonly deliveries: readonly DeliverySummary[];
      /** What is wrong with it as a code, when it looks like one. */
      readonly issue: string | null;
    };

/** What somebody meant who typed or scanned this into the one search box. */
export async function findAnything(
  deps: { readonly desk: Desk; readonly clock: Clock },
  scope: TenantScope,
  text: string,
): Promise<Found> {
  const { desk, clock } = deps;
  const reading = readScan(text, { today: localDay(scope.timeZone, clock.now()) });
  if (reading.kind === "pack" || reading.kind === "logistic-unit")
    return { kind: "unit", link: reading.link };
  const words = text.trim().toLowerCase();
  const issue = reading.issues.find(({ severity }) => severity === "error")?.message ?? null;
  if (words === "") return { kind: "words", batches: [], deliveries: [], issue: null };
  const [batches, incoming, outgoing] = await Promise.all([
    desk.batches(scope),
    desk.deliveries(scope, "in", 200),
    desk.deliveries(scope, "out", 200),
  ]);
  const has = (value: string | null) => value?.toLowerCase().includes(words) ?? false;
  return {
    kind: "words",
    batches: batches.filter(({ number, product }) => has(number) || has(product)),
    deliveries: [...incoming, ...outgoing].filter(
      ({ despatchAdvice, orderNumber, partner }) => has(despatchAdvice) || has(orderNumber) || has(partner),
    ),
    issue: /[\d()\]]{6}/.test(text) ? issue : null,
  };
}
