// Started by guard.mjs; see there.
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { stopInOrder } from "./stop.mjs";

/** @type {import("./stop.mjs").Stoppable[]} */
const watched = [];
/** @type {string[]} */
const discarded = [];
let released = false;

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.watch) watched.push(message.watch);
  if (message.discard) discarded.push(message.discard);
  if (message.release) released = true;
}

if (!released) {
  await stopInOrder(watched);
  for (const folder of discarded) rmSync(folder, { recursive: true, force: true });
}
