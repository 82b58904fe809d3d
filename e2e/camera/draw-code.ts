import bwipjs from "bwip-js/node";
import { type Modules, modulesOf, symbolFor } from "@/lib/scan/symbol";

/** A grey picture, one byte a pixel. */
export type Luma = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** A printed code somewhere in the picture. Lengths in pixels, the centre as a fraction of the picture. */
export type PlacedCode = {
  /** A raw scan: "]d2…" becomes a DataMatrix, "]C1…" a GS1-128, "]Q1https…" a QR code. */
  readonly raw: string;
  readonly module?: number;
  readonly x?: number;
  readonly y?: number;
  /** Degrees, clockwise. */
  readonly turn?: number;
};

const PAPER = 244;
const INK = 28;
const BENCH = 150;

export const codesOf = (codes: string | PlacedCode | readonly PlacedCode[]): readonly PlacedCode[] => {
  if (typeof codes === "string") return [{ raw: codes }];
  return Array.isArray(codes) ? codes : [codes as PlacedCode];
};

const printed = new Map<string, Modules>();

function modules(raw: string): Modules {
  const known = printed.get(raw);
  if (known) return known;
  const { bcid, text, parsefnc } = symbolFor(raw);
  const [symbol] = bwipjs.raw(bcid, text, { parsefnc });
  if (!symbol) throw new Error(`bwip-js made no symbol of ${JSON.stringify(raw)}`);
  const result = modulesOf(symbol);
  printed.set(raw, result);
  return result;
}

/** A bench with labels on it: each code black on a white label with its quiet zone. */
export function drawCodes(width: number, height: number, codes: readonly PlacedCode[]): Luma {
  const pixels = new Uint8Array(width * height).fill(BENCH);
  for (const code of codes) drawLabel({ width, height, pixels }, code);
  return { width, height, pixels };
}

function drawLabel(luma: Luma, code: PlacedCode): void {
  const symbol = modules(code.raw);
  const { module = symbol.linear ? 3 : 8, x = 0.5, y = 0.5, turn = 0 } = code;
  const quiet = symbol.linear ? 12 : 4;
  const tall = symbol.linear ? Math.round(symbol.width / 3) : symbol.height;
  const radians = (turn * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const reach = Math.ceil((Math.hypot(symbol.width + 2 * quiet, tall + 2 * quiet) * module) / 2);
  const [cx, cy] = [x * luma.width, y * luma.height];

  // For each pixel of the picture: where on the label is it? Four samples a pixel, as a lens would blend edges.
  const shade = (px: number, py: number): number | null => {
    const u = ((px - cx) * cos + (py - cy) * sin) / module + symbol.width / 2;
    const v = ((py - cy) * cos - (px - cx) * sin) / module + tall / 2;
    if (u < -quiet || v < -quiet || u >= symbol.width + quiet || v >= tall + quiet) return null;
    if (u < 0 || v < 0 || u >= symbol.width || v >= tall) return PAPER;
    return symbol.dark(Math.floor(u), symbol.linear ? 0 : Math.floor(v)) ? INK : PAPER;
  };
  for (let py = Math.max(0, Math.floor(cy - reach)); py < Math.min(luma.height, cy + reach); py++)
    for (let px = Math.max(0, Math.floor(cx - reach)); px < Math.min(luma.width, cx + reach); px++) {
      const at = py * luma.width + px;
      let sum = 0;
      for (const dy of [0.25, 0.75])
        for (const dx of [0.25, 0.75]) sum += shade(px + dx, py + dy) ?? luma.pixels[at] ?? BENCH;
      luma.pixels[at] = Math.round(sum / 4);
    }
}
