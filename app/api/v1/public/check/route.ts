import { z } from "zod";
import { lastValidDay } from "@/lib/core/gs1/expiry";
import { ok } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { publicCheck } from "@/lib/operations/public-check";
import { publicAnswer } from "@/lib/web/answers/public";
import { gtin, lot, printedExpiry, serial } from "@/lib/web/fields";
import { publicQuestion } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { problem, refusals } from "@/lib/web/problem";

/** `expiry` as printed, YYMMDD: day 00 is the end of the month. */
const fields = z.strictObject({
  gtin,
  serial,
  batch: lot.nullable(),
  expiry: printedExpiry.nullable(),
});

export const POST = publicQuestion(
  fields,
  async ({ web, input: { expiry, ...rest } }) => {
    const today = localDay("UTC", web.deps.clock.now());
    const day = expiry === null ? null : lastValidDay(expiry, today);
    if (expiry !== null && day === null) {
      return problem(refusals.invalid, { issues: [{ path: "expiry", message: "There is no such date." }] });
    }
    return ok(await publicCheck(web.deps, { ...rest, expiry: day }));
  },
  {
    summary: "Check a pack without signing in",
    description: "What anybody may know. The answer has one shape, whether the serial number exists or not.",
    scope: null,
    answer: publicAnswer,
    example: { gtin: "09520101100016", serial: "4KP7ZQ3M9T2H", batch: "TX24107", expiry: "280300" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
