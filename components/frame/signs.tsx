import { classNames } from "@/components/ui/class-names";
import { StateLabel } from "@/components/ui/state-label";
import type { Sign } from "./place";

/** Whether connection and log are alive. On a phone a healthy sign shrinks to its dot; trouble keeps its words. */
export function Signs({ signs }: { readonly signs: readonly Sign[] }) {
  return (
    <ul className="flex flex-wrap items-center justify-end gap-x-5 gap-y-1 text-sm text-soft max-md:gap-x-3">
      {signs.map((sign) => (
        <li key={sign.key} className={sign.tone === "caution" ? "font-semibold text-ink" : undefined}>
          <StateLabel tone={sign.tone}>
            <span className={classNames(sign.tone === "live" && "max-md:sr-only")}>{sign.label}</span>
          </StateLabel>
        </li>
      ))}
    </ul>
  );
}
