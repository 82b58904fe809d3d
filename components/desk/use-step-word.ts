import { useTranslations } from "next-intl";
import type { TraceEvent } from "@/lib/operations/ports";

const STEPS = [
  "commissioning",
  "packing",
  "unpacking",
  "shipping",
  "void_shipping",
  "receiving",
  "dispensing",
  "stocking",
  "stock_taking",
  "holding",
  "inspecting",
] as const;

/** What a step was, in the word the home page uses too. */
export function useStepWord(): (event: Pick<TraceEvent, "bizStep">) => string {
  const t = useTranslations("home.step");
  return ({ bizStep }) => t(STEPS.find((step) => step === bizStep) ?? "other");
}
