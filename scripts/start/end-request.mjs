/**
 * The ways in which we are asked to end: Ctrl-C, a signal, a closed terminal, and npm having been killed above us
 * (a signal to npm ends npm, but is not passed on).
 * @param {{ first: () => void, again: () => void }} handlers
 */
export function onEndRequest({ first, again }) {
  let asked = false;
  const ask = () => {
    if (asked) return again();
    asked = true;
    first();
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, ask);
  // Writing to a terminal or pipe that is gone must not end us before we have stopped our children.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  if (process.env.npm_lifecycle_event === undefined && process.env.PACKPROOF_ENDS_WITH_PARENT === undefined)
    return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !asked) ask();
  }, 300).unref();
}
