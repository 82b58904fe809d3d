import type { DecodedCode } from "./decoded-code";
import { isLinear, mostLikelyMeant } from "./decoded-code";

/** A code that stays in view is one scan; out of view for this long, it may be scanned again. */
export const FORGET_AFTER_MS = 1800;

export type Acceptor = {
  /** Give it what each frame showed, also when that was nothing. Returns the code to report, if any. */
  frame(codes: readonly DecodedCode[], time: number): DecodedCode | null;
};

/**
 * Turns frames into scans. Square codes correct their own errors and count at once; stripes carry one check digit
 * at best and must read the same in two frames running.
 */
export function createAcceptor(): Acceptor {
  let previous: string | null = null;
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
      const confirmed = code !== undefined && (!code.linear || code.raw === previous);
      previous = code?.linear ? code.raw : null;
      if (!code || !confirmed) return null;
      seen.set(code.raw, time);
      return code;
    },
  };
}
