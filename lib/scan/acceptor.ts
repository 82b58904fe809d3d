import type { DecodedCode } from "./decoded-code";
import { isLinear, mostLikelyMeant } from "./decoded-code";

/** A code that stays in view is one scan; out of view for this long, it may be scanned again. */
export const FORGET_AFTER_MS = 1800;

/** Two equal readings of stripes this close together are one label held before the camera. */
export const CONFIRM_WITHIN_MS = 600;

export type Acceptor = {
  /** Give it what each frame showed, also when that was nothing. Returns the code to report, if any. */
  frame(codes: readonly DecodedCode[], time: number): DecodedCode | null;
};

/**
 * Turns frames into scans. Square codes correct their own errors and count at once; stripes carry one check digit
 * at best and must read the same in two frames, with no other reading of stripes between.
 */
export function createAcceptor(): Acceptor {
  let previous: { readonly raw: string; readonly time: number } | null = null;
  const seen = new Map<string, number>();

  return {
    frame(codes, time) {
      for (const [raw, at] of seen) if (time - at >= FORGET_AFTER_MS) seen.delete(raw);
      // What stays in view stays known, or a pack left under the camera would be scanned again and again.
      for (const code of codes) if (seen.has(code.raw)) seen.set(code.raw, time);
      // A pack often carries its retail stripes beside the square code: once that is known, they add nothing.
      const square = [...seen.keys()].some((raw) => !isLinear(raw));
      const fresh = codes.filter(
        (code) => !seen.has(code.raw) && !(square && code.linear && !code.raw.startsWith("]C1")),
      );

      const code = mostLikelyMeant(fresh);
      if (code?.linear) {
        const again = previous?.raw === code.raw && time - previous.time <= CONFIRM_WITHIN_MS;
        previous = { raw: code.raw, time };
        if (!again) return null;
      }
      if (!code) return null;
      seen.set(code.raw, time);
      return code;
    },
  };
}
