/** Characters shown on each side of what changed. */
const AROUND = 10;

export type ChangedPart = {
  readonly before: readonly [string, string, string];
  readonly after: readonly [string, string, string];
};

/** Where two texts differ, each as what stands before it, the difference, and what follows; long texts are cut. */
export function changedPart(before: string, after: string): ChangedPart {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let tail = 0;
  while (tail < shorter - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const cut = (text: string): readonly [string, string, string] => {
    const to = text.length - tail;
    const head = text.slice(Math.max(0, from - AROUND), from);
    const end = text.slice(to, to + AROUND);
    return [
      from > AROUND ? `…${head}` : head,
      text.slice(from, to),
      text.length - to > AROUND ? `${end}…` : end,
    ];
  };
  return { before: cut(before), after: cut(after) };
}
