import { onRemembered, recall, remember } from "./remember";

/** What the ear must tell apart without looking: each differs from the others in pitch and in rhythm. */
export type Tone = "ok" | "done" | "caution" | "stop" | "duplicate";

/** Hertz, start and length in milliseconds from the tone's beginning. */
export type Note = { readonly pitch: number; readonly start: number; readonly length: number };

export const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  // One short high beep: what scanners have taught everybody.
  ok: [{ pitch: 1568, start: 0, length: 90 }],
  // Three rising: a case is full, a delivery complete.
  done: [
    { pitch: 784, start: 0, length: 90 },
    { pitch: 1047, start: 110, length: 90 },
    { pitch: 1319, start: 220, length: 180 },
  ],
  // Two falling, slow: look at the screen.
  caution: [
    { pitch: 740, start: 0, length: 160 },
    { pitch: 554, start: 240, length: 160 },
  ],
  // Low and long, with a break: heard through ear protection, and like nothing else here.
  stop: [
    { pitch: 196, start: 0, length: 320 },
    { pitch: 185, start: 380, length: 520 },
  ],
  // The same note twice, quick: you have had this one.
  duplicate: [
    { pitch: 1245, start: 0, length: 50 },
    { pitch: 1245, start: 90, length: 50 },
  ],
};

const LOUDNESS = 0.22;
const EDGE_SECONDS = 0.008;

let context: AudioContext | undefined;

function audio(): AudioContext | undefined {
  if (typeof AudioContext === "undefined") return undefined;
  context ??= new AudioContext();
  return context;
}

export const isMuted = (): boolean => recall("packproof.muted") === "yes";
export const setMuted = (muted: boolean): void => remember("packproof.muted", muted ? "yes" : "no");
/** For useSyncExternalStore: calls back when sound is switched on or off. */
export const onMutedChange = onRemembered;

/** Browsers keep sound locked until the first gesture: unlocks it then. Returns a function that stops waiting. */
export function unlockOnFirstGesture(target: EventTarget): () => void {
  const gestures = ["pointerdown", "keydown", "touchend"];
  const unlock = () => {
    release();
    void audio()?.resume();
  };
  const release = () => {
    for (const gesture of gestures) target.removeEventListener(gesture, unlock, { capture: true });
  };
  for (const gesture of gestures) target.addEventListener(gesture, unlock, { capture: true });
  return release;
}

/**
 * Plays a tone now, unless muted. A tone that is still sounding is not waited for: the newest scan counts.
 * Every tone has its twin on the screen; nothing may depend on hearing it.
 */
export function playTone(tone: Tone): void {
  const output = isMuted() ? undefined : audio();
  if (!output || output.state === "closed") return;
  // Still locked: the tone would sound at the next gesture, long after its scan.
  if (output.state !== "running") {
    void output.resume();
    return;
  }
  const shape: OscillatorType = tone === "stop" ? "sawtooth" : "triangle";
  for (const { pitch, start, length } of TONES[tone]) {
    const from = output.currentTime + start / 1000;
    const until = from + length / 1000;
    const oscillator = new OscillatorNode(output, { type: shape, frequency: pitch });
    const gain = new GainNode(output, { gain: 0 });
    // Ramps at both ends: a tone cut off square clicks.
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + EDGE_SECONDS);
    gain.gain.setValueAtTime(LOUDNESS, until - EDGE_SECONDS);
    gain.gain.linearRampToValueAtTime(0, until);
    oscillator.connect(gain).connect(output.destination);
    oscillator.start(from);
    oscillator.stop(until);
  }
}
