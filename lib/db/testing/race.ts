import type { Result } from "@/lib/core/refusal";

/** A moment of random length: some turns of the event loop, so that the racers start anywhere in each other. */
async function moment(): Promise<void> {
  for (let turns = Math.floor(Math.random() * 40); turns > 0; turns--) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Starts all of them in random order and at random moments; an exception (a deadlock, say) fails the test. */
export async function race<Value>(
  racers: readonly (() => Promise<Result<Value>>)[],
): Promise<Result<Value>[]> {
  const results: Result<Value>[] = [];
  const order = racers.map((_, i) => i).sort(() => Math.random() - 0.5);
  await Promise.all(
    order.map(async (i) => {
      await moment();
      const racer = racers[i];
      if (racer) results[i] = await racer();
    }),
  );
  return results;
}
