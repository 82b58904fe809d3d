import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from "zxing-wasm/reader";
import type { Attempt } from "./decode-attempt";
import { type DecodedCode, isLinear } from "./decoded-code";
import type { DecoderReply, DecoderRequest } from "./decoder-protocol";

// The bundler serves the file under a hashed name from our own origin: always the version of this JavaScript.
const wasm = new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url).href;
const ready = prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
// Reported with the reply to "warm"; without this the browser would also log an unhandled rejection.
ready.catch(() => undefined);

const base: ReaderOptions = {
  formats: ["DataMatrix", "QRCode", "Code128", "EANUPC", "DataBar", "ITF14", "Code39"],
  // "Plain" keeps GS as U+001D and leaves the identifier apart; the default writes brackets for people.
  textMode: "Plain",
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
};

async function warm(): Promise<readonly DecodedCode[]> {
  await ready;
  // The first call compiles and allocates (130 to 410 ms): better now than under the first code.
  await readBarcodes(new ImageData(64, 64), base);
  return [];
}

function pixels(bitmap: ImageBitmap, attempt: Attempt): ImageData {
  const crop = attempt.crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const from = {
    x: crop.x * bitmap.width,
    y: crop.y * bitmap.height,
    width: crop.width * bitmap.width,
    height: crop.height * bitmap.height,
  };
  const wanted = attempt.scale ?? 1;
  const area = from.width * from.height * wanted * wanted;
  const scale = wanted * Math.min(1, Math.sqrt((attempt.mostPixels ?? area) / area));
  const width = Math.max(1, Math.round(from.width * scale));
  const height = Math.max(1, Math.round(from.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives a worker no 2-D canvas.");
  context.imageSmoothingQuality = "high";
  // A transparent picture would otherwise lie on black, as its dark codes do.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  if (attempt.blur) context.filter = `blur(${attempt.blur}px)`;
  context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function decoded(result: ReadResult, image: ImageData, attempt: Attempt): DecodedCode {
  const crop = attempt.crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
  const raw = result.symbologyIdentifier + result.text;
  return {
    raw,
    linear: isLinear(raw),
    corners: [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({
      x: crop.x + (x / image.width) * crop.width,
      y: crop.y + (y / image.height) * crop.height,
    })),
  };
}

async function decode(bitmap: ImageBitmap, attempts: readonly Attempt[]) {
  await ready;
  for (const [index, attempt] of attempts.entries()) {
    const image = pixels(bitmap, attempt);
    const results = await readBarcodes(image, {
      ...base,
      tryDenoise: attempt.denoise ?? false,
      binarizer: attempt.histogram ? "GlobalHistogram" : "LocalAverage",
      maxNumberOfSymbols: attempt.most,
    });
    const found = results.filter((result) => result.isValid && result.text !== "");
    if (found.length > 0)
      return { codes: found.map((result) => decoded(result, image, attempt)), attempt: index };
  }
  return { codes: [], attempt: -1 };
}

async function answer(request: DecoderRequest): Promise<DecoderReply> {
  try {
    if (request.kind === "warm") return { id: request.id, ok: true, codes: await warm(), attempt: -1 };
    return { id: request.id, ok: true, ...(await decode(request.bitmap, request.attempts)) };
  } catch (error) {
    return { id: request.id, ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    if (request.kind === "decode") request.bitmap.close();
  }
}

addEventListener("message", async (event: MessageEvent<DecoderRequest>) => {
  postMessage(await answer(event.data));
});
