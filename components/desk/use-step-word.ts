import { useTranslations } from "next-intl";
import type { TraceEvent } from "@/lib/operations/reading-ports";

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
  "departing",
  "sampling",
  "removing",
  "repackaging",
  "destroying",
  "decommissioning",
] as const;

type Said = Pick<TraceEvent, "bizStep" | "registryState">;

/** A lock is a holding, a theft and an unlocking are inspections: the state tells them from a hold and a release. */
function byState({ bizStep, registryState }: Said) {
  if (registryState === "LOCKED" || registryState === "STOLEN") return registryState;
  return bizStep === "inspecting" && registryState === "ACTIVE" ? "unlocked" : null;
}

/** What a step was, in the word the home page uses too. */
export function useStepWord(): (event: Said) => string {
  const t = useTranslations("home.step");
  return (event) => t(byState(event) ?? STEPS.find((step) => step === event.bizStep) ?? "other");
}
