import { seedEnv } from "@/lib/env/env";
import { systemClock, systemRandom } from "@/lib/primitives/system";
import { loadDemoWorld } from "./load";

/**
 * Loads the demo world once and prints one line of JSON: {"loaded":true,"people":[{"name","role","organisation"}]}.
 * `loaded` is false when it was there.
 */
const env = seedEnv();
if (!env.DEMO) {
  // Its people sign in without a password, and its history never happened.
  throw new Error("The demo world is loaded only where DEMO=true: with the embedded database and chain.");
}
const answer = await loadDemoWorld({
  ownerUrl: env.DATABASE_OWNER_URL,
  webUrl: env.DATABASE_URL,
  clock: systemClock,
  random: systemRandom,
});
process.stdout.write(`${JSON.stringify(answer)}\n`);
