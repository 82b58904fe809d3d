import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const ready = z.object({ origin: z.string(), contract: z.string(), rpcUrl: z.string(), chainId: z.number() });

/** The instance under test: `npm test` starts one of its own and names it by E2E_ORIGIN and E2E_DATA. */
export function instance(): Readonly<z.output<typeof ready>> {
  const data = process.env.E2E_DATA;
  if (!data)
    throw new Error("E2E_DATA names no instance: run npm test, or start one and set E2E_ORIGIN and E2E_DATA");
  return ready.parse(JSON.parse(readFileSync(join(data, "ready.json"), "utf8")));
}
