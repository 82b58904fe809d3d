import { ExactNumber } from "@/lib/core/canonical/exact-number";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { timeOf } from "./scalar";

/**
 * When a standing query runs (EPCIS 2.0 §8.2.5.3): at instants whose local time has one of the values of every part
 * that is given. Values ascend. Monday is 1, Sunday 7.
 */
export type Schedule = Partial<Readonly<Record<SchedulePart, readonly number[]>>>;
export type SchedulePart = "second" | "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek";

/** What starts a standing query. */
export type Trigger =
  | { readonly kind: "schedule"; readonly schedule: Schedule }
  /** Each captured event that matches. */
  | { readonly kind: "stream" };

export type SubscriptionControls = {
  readonly trigger: Trigger;
  /** Whether a run that finds nothing is told too. */
  readonly reportIfEmpty: boolean;
  /** Canonical instant from which record times count at the first run; null: the time of subscribing. */
  readonly initialRecordTime: string | null;
};

const RANGES: Readonly<Record<SchedulePart, readonly [number, number]>> = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: [1, 12],
  dayOfWeek: [1, 7],
};
const PARTS = Object.keys(RANGES) as readonly SchedulePart[];
const isPart = (name: string): name is SchedulePart => Object.hasOwn(RANGES, name);

type Refusal = Refused<"SUBSCRIPTION_CONTROLS">;

/**
 * The controls in the body of POST …/subscriptions, or in URL parameters, where the parts of the schedule and the
 * booleans are texts and stand beside the rest. Exactly one of a schedule and `stream: true` must be there, so that
 * nobody subscribes to a stream by accident. Members that aren't controls (dest, signatureToken) are the caller's.
 */
export function parseSubscription(
  members: JsonObject,
): Result<SubscriptionControls, "SUBSCRIPTION_CONTROLS"> {
  const flat = Object.fromEntries(Object.entries(members).filter(([name]) => isPart(name)));
  const written = members.schedule ?? (Object.keys(flat).length > 0 ? flat : undefined);
  const stream = booleanOf(members.stream);
  const reportIfEmpty = booleanOf(members.reportIfEmpty);
  if (stream === null || (members.stream !== undefined && !stream))
    return wrong("stream", "can only be true");
  if (reportIfEmpty === null) return wrong("reportIfEmpty", "must be true or false");
  if (stream === (written !== undefined))
    return wrong("schedule", "and stream: one of them must be there, and not both");
  const initial = members.initialRecordTime;
  const initialRecordTime = initial === undefined ? null : (timeOf(initial)?.value ?? undefined);
  if (initialRecordTime === undefined) return wrong("initialRecordTime", "must be a time with its zone");
  const rest = { reportIfEmpty, initialRecordTime };
  if (written === undefined) return ok({ trigger: { kind: "stream" }, ...rest });
  const schedule = parseSchedule(written);
  return schedule.ok ? ok({ trigger: { kind: "schedule", schedule: schedule.value }, ...rest }) : schedule;
}

const booleanOf = (value: JsonValue | undefined): boolean | null => {
  if (value === undefined || value === false || value === "false") return false;
  return value === true || value === "true" ? true : null;
};

/**
 * A schedule: of each part a list like "0,15,[30-40]". The schema wants texts, its examples have numbers: both are
 * read (and its pattern "[0-59]" says 0 to 5 or 9; the numbers meant are in the standard). At least one part is
 * needed: a schedule without any would run each second.
 */
export function parseSchedule(value: JsonValue): Result<Schedule, "SUBSCRIPTION_CONTROLS"> {
  if (!isObject(value)) return wrong("schedule", "must be an object");
  const schedule: Partial<Record<SchedulePart, readonly number[]>> = {};
  for (const [name, written] of Object.entries(value)) {
    if (written === undefined) continue;
    if (!isPart(name)) return wrong("schedule", `can't hold “${name.slice(0, 40)}”`);
    const isNumber = typeof written === "number" || written instanceof ExactNumber;
    const numbers = typeof written === "string" || isNumber ? numbersOf(String(written), RANGES[name]) : null;
    if (numbers === null)
      return wrong(
        name,
        `must be numbers from ${RANGES[name].join(" to ")} or ranges of them, like 1,5 or [1-5]`,
      );
    schedule[name] = numbers;
  }
  return PARTS.some((part) => schedule[part]) ? ok(schedule) : wrong("schedule", "must say when");
}

/** Ascending, without repeats; null when one of them is no number or range within the limits. */
function numbersOf(text: string, [min, max]: readonly [number, number]): readonly number[] | null {
  const found = new Set<number>();
  for (const element of text.split(",")) {
    const [, single, from = single, to = single] =
      /^(?:(\d{1,2})|\[(\d{1,2})-(\d{1,2})\])$/.exec(element) ?? [];
    if (from === undefined || Number(from) < min || Number(to) > max || Number(from) > Number(to))
      return null;
    for (let number = Number(from); number <= Number(to); number++) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
}

const wrong = (member: string, why: string): Refusal =>
  refuse("SUBSCRIPTION_CONTROLS", `The subscription's ${member} ${why}.`, "Correct it and subscribe again.", {
    member,
  });
