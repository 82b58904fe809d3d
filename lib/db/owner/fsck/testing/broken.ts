import type { FaultCode } from "../finding";
import type { CheckName } from "../run";

/** One thing broken in a sound world, and exactly what a check finds of it. */
export type Broken = readonly [
  what: string,
  check: readonly CheckName[],
  statements: readonly string[],
  codes: readonly FaultCode[],
];
