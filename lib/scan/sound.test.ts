import { describe, expect, it } from "vitest";
import { isMuted, onMutedChange, setMuted, TONES, type Tone } from "./sound";

const tones = Object.keys(TONES) as Tone[];
const rhythm = (tone: Tone) => JSON.stringify(TONES[tone].map(({ start, length }) => [start, length]));
const mean = (tone: Tone) => TONES[tone].reduce((sum, { pitch }) => sum + pitch, 0) / TONES[tone].length;

describe("the five tones", () => {
  it("differ from each other in pitch, by two semitones at least, and in rhythm", () => {
    expect(tones).toHaveLength(5);
    for (const a of tones)
      for (const b of tones.filter((other) => other > a)) {
        expect(rhythm(a), `${a} ${b}`).not.toBe(rhythm(b));
        expect(Math.abs(Math.log2(mean(a) / mean(b))) * 12, `${a} ${b}`).toBeGreaterThan(2);
      }
  });

  it("are over within a second, so that the next scan is heard", () => {
    for (const tone of tones)
      for (const { start, length } of TONES[tone]) expect(start + length).toBeLessThan(1000);
  });

  it("keep their mute even where the browser refuses storage, and tell who shows it", () => {
    let calls = 0;
    const stop = onMutedChange(() => calls++);
    expect(isMuted()).toBe(false);
    setMuted(true);
    expect(isMuted()).toBe(true);
    setMuted(false);
    expect(isMuted()).toBe(false);
    stop();
    setMuted(false);
    expect(calls).toBe(2);
  });
});
