import type { ChainFault } from "./log-ports";

/**
 * What one tick did, for the worker's log and for health. `halted` is the alarm: the chain holds something this log
 * never published, and no code may paper over that.
 */
export type AnchorTick =
  | { readonly kind: "idle" }
  | { readonly kind: "moved"; readonly from: string; readonly to: string; readonly size: bigint }
  | { readonly kind: "waiting"; readonly state: string; readonly size: bigint }
  | { readonly kind: "chain-away"; readonly fault: ChainFault }
  | { readonly kind: "halted"; readonly because: string };

export const away = (fault: ChainFault): AnchorTick => ({ kind: "chain-away", fault });
export const IDLE: AnchorTick = { kind: "idle" };
export const moved = (from: string, to: string, size: bigint): AnchorTick => ({
  kind: "moved",
  from,
  to,
  size,
});
export const halted = (because: string): AnchorTick => ({ kind: "halted", because });
