import { ok, type Result, refuse } from "@/lib/core/refusal";
import { pictureAttempts } from "./decode-attempt";
import type { DecodedCode } from "./decoded-code";
import type { Decoder } from "./decoder";

export type PictureProblem = "NOT_A_PICTURE" | "NO_CODE_FOUND";

/** Larger photos are scaled down first: 48-megapixel phones would need 200 MB for one picture. */
const MOST_PIXELS = 16_000_000;

/**
 * All codes in a picture file, however the phone was held (EXIF orientation is applied) and with every retry.
 * The picture stays on this device.
 */
export async function decodePicture(
  file: Blob,
  decoder: Decoder,
): Promise<Result<readonly DecodedCode[], PictureProblem>> {
  const bitmap = await openPicture(file);
  if (!bitmap) {
    return refuse(
      "NOT_A_PICTURE",
      "This file can't be opened as a picture.",
      "Take a photo, or choose a JPEG or PNG file.",
    );
  }
  const codes = await decoder.decode(bitmap, pictureAttempts(bitmap.width * bitmap.height));
  return codes.length > 0
    ? ok(codes)
    : refuse(
        "NO_CODE_FOUND",
        "No code could be read in this picture.",
        "Go closer, hold still, and let light fall from the side. Or type what stands beside the code.",
      );
}

async function openPicture(file: Blob): Promise<ImageBitmap | null> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const pixels = bitmap.width * bitmap.height;
    if (pixels <= MOST_PIXELS) return bitmap;
    const scale = Math.sqrt(MOST_PIXELS / pixels);
    const resizeWidth = Math.round(bitmap.width * scale);
    const smaller = await createImageBitmap(bitmap, { resizeWidth, resizeQuality: "high" });
    bitmap.close();
    return smaller;
  } catch {
    // The browser's only way of saying that it does not know the format (a PDF, a HEIC photo outside Safari).
    return null;
  }
}
