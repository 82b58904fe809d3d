import { ok, type Result } from "@/lib/core/refusal";
import type { InboundRule } from "./inbound-rules";
import type { Meant, Subject } from "./meant";
import { badPairing, stated } from "./pairing";
import { ownOf, type Told } from "./told";

const OBSERVED = ok({ do: "observe" } as const);

/** holding and inspecting: of units, of a batch or of a product. */
export function decisions(told: Told, subject: Subject): Result<Meant, InboundRule> {
  const { bizStep, disposition, set, unset } = told;
  const state = ownOf(told, "registryState");
  const hasUnits = "epcs" in subject;
  if (told.action !== "OBSERVE") {
    return told.action === "DELETE" ? badPairing(told, "DELETE") : OBSERVED;
  }
  if (bizStep === "holding") {
    if (disposition === "recalled") return stated(told, null) ?? ok({ do: "recall", subject });
    if (state !== null) {
      return (
        stated(told, "LOCKED", ["unavailable"]) ?? (hasUnits ? ok({ do: "lock", ...subject }) : OBSERVED)
      );
    }
    if (disposition !== "non_sellable_other") return OBSERVED;
    if (set.includes("non_sellable_other")) return ok({ do: "hold", subject });
    const markets = told.own.get("market") ?? [];
    return !hasUnits && markets.length > 0
      ? ok({ do: "withdraw", epcClass: subject.epcClass, markets })
      : OBSERVED;
  }
  if (disposition === "stolen") {
    return stated(told, "STOLEN") ?? (hasUnits ? ok({ do: "stolen", ...subject }) : OBSERVED);
  }
  if (state !== null) {
    return (
      stated(told, "ACTIVE", ["sellable_accessible"]) ??
      (hasUnits ? ok({ do: "unlock", ...subject }) : OBSERVED)
    );
  }
  if (disposition !== "conformant") return OBSERVED;
  if (unset.includes("non_sellable_other")) return ok({ do: "release-hold", subject });
  return hasUnits ? OBSERVED : ok({ do: "release-batch", epcClass: subject.epcClass });
}
