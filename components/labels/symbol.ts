import { modulesOf, pathOf, symbolFor } from "@/lib/scan/symbol";

/** A code as dark modules: `path` in units of one module, `height` 1 for stripes. */
export type LabelSymbol = {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly linear: boolean;
};

/** Draws what a scanner will read. The library comes when the first label is drawn. */
export async function labelSymbol(raw: string): Promise<LabelSymbol> {
  const { default: bwip } = await import("bwip-js/browser");
  const { bcid, text, parsefnc } = symbolFor(raw);
  const [symbol] = bwip.raw(bcid, text, { parsefnc });
  if (!symbol) throw new Error(`No symbol for ${bcid}`);
  const modules = modulesOf(symbol);
  return { path: pathOf(modules), width: modules.width, height: modules.height, linear: modules.linear };
}

/** Symbols drawn between two looks at the screen: some 20 ms of work. */
const AT_ONCE = 8;

/** Draws many without holding the page up; `onDone` says how many are ready. */
export async function labelSymbols(
  raws: readonly string[],
  onDone: (done: number) => void,
): Promise<readonly LabelSymbol[]> {
  const symbols: LabelSymbol[] = [];
  for (let from = 0; from < raws.length; from += AT_ONCE) {
    for (const raw of raws.slice(from, from + AT_ONCE)) symbols.push(await labelSymbol(raw));
    onDone(symbols.length);
    await new Promise((resume) => setTimeout(resume, 0));
  }
  return symbols;
}
