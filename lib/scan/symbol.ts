import { GS } from "./scan";

/** What to ask of bwip-js to print a scan again as the symbol it was read from. */
export type SymbolRequest = { readonly bcid: string; readonly text: string; readonly parsefnc: boolean };

/** A symbol as modules: `height` is 1 for stripes. */
export type Modules = {
  readonly width: number;
  readonly height: number;
  readonly linear: boolean;
  readonly dark: (x: number, y: number) => boolean;
};

const fnc1 = (message: string) => message.replaceAll("^", "^^").replaceAll(GS, "^FNC1");
const gs1 = (bcid: string, message: string): SymbolRequest => ({
  bcid,
  text: `^FNC1${fnc1(message)}`,
  parsefnc: true,
});
const plain = (bcid: string, text: string): SymbolRequest => ({ bcid, text, parsefnc: false });

/** The symbol for a raw scan: by its AIM identifier when it has one, else by what the text looks like. */
export function symbolFor(raw: string): SymbolRequest {
  const message = raw.replace(/^\][A-Za-z][0-9A-Za-z]/, "");
  switch (raw.slice(0, 3)) {
    case "]d2":
      return gs1("datamatrix", message);
    case "]C1":
      return gs1("code128", message);
    case "]Q3":
      return gs1("qrcode", message);
    case "]d1":
      return plain("datamatrix", message);
    case "]Q1":
      return plain("qrcode", message);
    case "]C0":
      return plain("code128", message);
    case "]E4":
      return plain("ean8", message);
    case "]E0":
      return plain("ean13", message);
    default:
      return symbolForText(message);
  }
}

function symbolForText(text: string): SymbolRequest {
  if (/^\(00\)\d{18}$/.test(text)) return plain("gs1-128", text);
  if (text.startsWith("(")) return plain("gs1datamatrix", text);
  if (/^https?:/i.test(text)) return plain("qrcode", text);
  if (/^00\d{18}$/.test(text)) return gs1("code128", text);
  if (/^\d{13}$/.test(text)) return plain("ean13", text);
  if (/^\d{8}$/.test(text)) return plain("ean8", text);
  if (text.includes(GS) || /^01\d{14}/.test(text)) return gs1("datamatrix", text);
  return plain("datamatrix", text);
}

type RawSymbol =
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number }
  | { readonly sbs: readonly number[] };

/** The modules of what bwip-js' `raw()` answers (its first element). */
export function modulesOf(symbol: RawSymbol): Modules {
  if ("pixs" in symbol) {
    const { pixs, pixx, pixy } = symbol;
    return { width: pixx, height: pixy, linear: false, dark: (x, y) => pixs[y * pixx + x] === 1 };
  }
  // Widths of bars and spaces in turn, beginning with a bar.
  const bars = symbol.sbs.flatMap((width, i) => Array.from({ length: width }, () => i % 2 === 0));
  return { width: bars.length, height: 1, linear: true, dark: (x) => bars[x] === true };
}

/** The dark modules as one SVG path in module units, run by run. */
export function pathOf({ width, height, dark }: Modules, moduleHeight = 1): string {
  const runs: string[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; ) {
      let end = x;
      while (end < width && dark(end, y)) end++;
      if (end > x) runs.push(`M${x} ${y * moduleHeight}h${end - x}v${moduleHeight}h${x - end}z`);
      x = end + 1;
    }
  return runs.join("");
}
