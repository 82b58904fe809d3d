import { isHexString } from "ethers";
import type { Hex } from "./hex";

/** Readers of JSON-RPC results. They throw on another shape; `Rpc.ask` turns that into a fault. */

export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Error("expected an object");
  return value as Record<string, unknown>;
}

export function hexText(value: unknown): Hex {
  if (!isHexString(value)) throw new Error("expected a hex string");
  return value as Hex;
}

export function quantity(value: unknown): bigint {
  if (!isHexString(value)) throw new Error("expected a quantity");
  return BigInt(value);
}
