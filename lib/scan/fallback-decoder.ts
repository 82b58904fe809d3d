import {
  type BrowserCodeReader,
  BrowserDatamatrixCodeReader,
  BrowserMultiFormatOneDReader,
  BrowserQRCodeReader,
} from "@zxing/browser";
import {
  BarcodeFormat,
  ChecksumException,
  DecodeHintType,
  FormatException,
  NotFoundException,
} from "@zxing/library";
import { GUIDE, type Rect } from "./decode-attempt";
import { type DecodedCode, isLinear, withAimIdentifier } from "./decoded-code";

// Each reader by itself: the library's combined reader forgets its hints and logs every frame without a code.
const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.ASSUME_GS1, true]]);
const readers: readonly BrowserCodeReader[] = [
  new BrowserDatamatrixCodeReader(),
  new BrowserQRCodeReader(),
  new BrowserMultiFormatOneDReader(hints),
];

/** About what a phone's main thread can decode between two frames. */
const MOST_PIXELS = 640 * 480;
const whole: Rect = { x: 0, y: 0, width: 1, height: 1 };

/**
 * Decodes on the main thread with @zxing/browser: the centre, where people aim, then the whole picture.
 * It finds about half of what the worker finds, and one code a picture.
 */
export function decodeWithFallback(bitmap: ImageBitmap): readonly DecodedCode[] {
  for (const region of [GUIDE, whole]) {
    const canvas = draw(bitmap, region);
    for (const reader of readers) {
      const code = read(reader, canvas, region);
      if (code) return [code];
    }
  }
  return [];
}

function draw(bitmap: ImageBitmap, region: Rect): HTMLCanvasElement {
  const width = region.width * bitmap.width;
  const height = region.height * bitmap.height;
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser has no 2-D canvas.");
  const { x, y } = { x: region.x * bitmap.width, y: region.y * bitmap.height };
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function read(reader: BrowserCodeReader, canvas: HTMLCanvasElement, region: Rect): DecodedCode | null {
  try {
    const result = reader.decodeFromCanvas(canvas);
    const raw = withAimIdentifier(BarcodeFormat[result.getBarcodeFormat()], result.getText());
    const corners = result.getResultPoints().map((point) => ({
      x: region.x + (point.getX() / canvas.width) * region.width,
      y: region.y + (point.getY() / canvas.height) * region.height,
    }));
    return { raw, linear: isLinear(raw), corners };
  } catch (error) {
    // This is how the library says "no code here".
    const nothing = [NotFoundException, ChecksumException, FormatException].some(
      (kind) => error instanceof kind,
    );
    if (nothing) return null;
    throw error;
  }
}
