import { crc32, deflateSync } from "node:zlib";
import { codesOf, drawCodes, type Luma, type PlacedCode } from "./draw-code";

export type PictureOptions = { readonly width?: number; readonly height?: number };

/** A PNG photo of codes, for the photo way: `setInputFiles({ name, mimeType: "image/png", buffer })`. */
export function makePicture(
  codes: string | PlacedCode | readonly PlacedCode[],
  { width = 1280, height = 960 }: PictureOptions = {},
): Buffer {
  return greyPng(drawCodes(width, height, codesOf(codes)));
}

/** The smallest PNG there is (ISO/IEC 15948): 8-bit grey, no filters. */
export function greyPng({ width, height, pixels }: Luma): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
