/** One try at finding codes in a picture. The worker runs a list of them until one finds something. */
export type Attempt = {
  /** Part of the picture, as fractions of its width and height; the whole when absent. */
  readonly crop?: Rect;
  /** Factor on the pixels before decoding; 1 when absent. */
  readonly scale?: number;
  /** Downscale until at most this many pixels are left (after `scale`). */
  readonly mostPixels?: number;
  /** Soften noise before decoding. */
  readonly blur?: number;
  readonly denoise?: boolean;
  readonly histogram?: boolean;
  /** Stop after this many codes; 0 means all. */
  readonly most: number;
};

/** Fractions of a picture's width and height, 0 to 1. */
export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The box drawn over the camera picture: where people aim, and where every retry happens. */
export const GUIDE: Rect = { x: 0.2, y: 0.15, width: 0.6, height: 0.7 };

// Each frame is decoded where people aim, at full size; then, in turn, everything else in view, or the aimed-at part
// once more in another way. An easy code never waits, and a hard one is tried every way within six frames.
const retries: readonly Attempt[] = [
  { crop: GUIDE, scale: 2, mostPixels: 1_500_000, most: 1 },
  { crop: GUIDE, histogram: true, most: 1 },
  { crop: GUIDE, denoise: true, most: 1 },
];

const HD = 1280 * 720;

/** Attempts for the camera frame with this running number. */
export function frameAttempts(frame: number): readonly Attempt[] {
  const retry = frame % 2 === 1 ? retries[Math.floor(frame / 2) % retries.length] : undefined;
  return [{ crop: GUIDE, most: 4 }, retry ?? { mostPixels: HD, most: 4 }];
}

/** Attempts for a photo: all the time it takes, within reason. `pixels` is the picture's width × height. */
export function pictureAttempts(pixels: number): readonly Attempt[] {
  const all: Attempt[] = [
    { most: 0 },
    { denoise: true, most: 0 },
    { histogram: true, most: 0 },
    { scale: 0.5, most: 0 },
    { blur: 1, most: 0 },
    { blur: 2, most: 0 },
    { scale: 2, mostPixels: 8_000_000, most: 0 },
    { scale: 2, blur: 2, mostPixels: 8_000_000, most: 0 },
    { scale: 3, mostPixels: 8_000_000, histogram: true, most: 0 },
    { crop: GUIDE, scale: 2, mostPixels: 6_000_000, most: 0 },
  ];
  if (pixels < 3_000_000) return all;
  // A small code in a photo of 12 million pixels: quarter by quarter, overlapping, so that none is cut by all.
  const offsets = [0, 0.2, 0.4];
  const tiles = offsets.flatMap((y) =>
    offsets.map(
      (x): Attempt => ({ crop: { x, y, width: 0.6, height: 0.6 }, scale: 2, most: 0, mostPixels: 8_000_000 }),
    ),
  );
  return [...all, { scale: 0.25, most: 0 }, ...tiles];
}
