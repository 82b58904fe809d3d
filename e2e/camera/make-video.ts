import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { codesOf, drawCodes, type PlacedCode } from "./draw-code";

export type VideoOptions = {
  readonly width?: number;
  readonly height?: number;
  /** The codes wander and sway for two seconds, over and over, instead of lying still. */
  readonly moving?: boolean;
};

const FRAMES_MOVING = 60;

/**
 * Writes a y4m video for Chromium's fake camera. The file appears under its name only when complete (the camera
 * may be opened at any moment). A still 720p picture is 1.4 MB, two moving seconds 83 MB: keep it in a temporary
 * folder.
 */
export function makeVideo(
  path: string,
  codes: string | PlacedCode | readonly PlacedCode[],
  { width = 1280, height = 720, moving = false }: VideoOptions = {},
): void {
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  try {
    writeSync(file, `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`);
    const frames = moving ? FRAMES_MOVING : 1;
    for (let frame = 0; frame < frames; frame++) {
      const placed = codesOf(codes).map((code) => (moving ? swayed(code, frame / frames) : code));
      writeSync(file, "FRAME\n");
      writeSync(file, drawCodes(width, height, placed).pixels);
      writeSync(file, colourless);
    }
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** Where an unsteady hand holds the code at this part (0 to 1) of the loop. */
function swayed(code: PlacedCode, part: number): PlacedCode {
  const angle = part * 2 * Math.PI;
  return {
    ...code,
    x: (code.x ?? 0.5) + 0.08 * Math.sin(angle),
    y: (code.y ?? 0.5) + 0.06 * Math.cos(2 * angle),
    turn: (code.turn ?? 0) + 25 * Math.sin(angle),
  };
}
