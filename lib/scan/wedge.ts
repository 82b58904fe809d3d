import type { BurstGuard } from "./burst-guard";
import { burstGuard } from "./burst-guard";
import { recall, remember } from "./remember";
import type { Scan } from "./scan";
import { isTextField, snapshotOf } from "./text-field";
import type { Stroke, WedgeState, WedgeStep } from "./wedge-machine";
import { idle, isBurst, SILENCE_MS, silence, stroke } from "./wedge-machine";

export type WedgeOptions = {
  /** Wall clock for `Scan.at`, milliseconds since the epoch. */
  readonly now?: () => number;
  readonly guard?: BurstGuard;
};

/**
 * How long to wait for another key before a burst counts as over. A starved computer delivers keys late, and half a
 * code is worse than a slow one: so a scanner that ends with Enter is given time, one that is known to end with
 * silence is not kept waiting, and a new one is somewhere between.
 */
const PATIENCE_MS = { key: 500, unknown: 250, silence: SILENCE_MS } as const;
type Ending = keyof typeof PATIENCE_MS;

// One keyboard, one receiver: with several scanning panels on a page the one attached last gets the scan.
const attached = new WeakMap<EventTarget, symbol[]>();

/**
 * Listens for scanners that type. Give it `window`: it works in the capture phase, before any button or dialogue.
 *
 * Guarantees: characters typed by a person into a field stay there, and so does their Enter. A scan that lands in a
 * field is taken out again when it can be nothing but a code. While a scanner types, and for 500 ms after, Enter,
 * Tab and Space reach nothing outside text fields, and no dialogue at all.
 * @returns a function that stops listening.
 */
export function listenForWedge(
  target: EventTarget,
  onScan: (scan: Scan) => void,
  { now = Date.now, guard = burstGuard }: WedgeOptions = {},
): () => void {
  const self = Symbol("wedge");
  attached.set(target, [...(attached.get(target) ?? []), self]);
  let state: WedgeState = { ...idle, proven: { ...idle.proven, layout: rememberedLayout() } };
  let ending = rememberedEnding();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restore: (() => void) | null = null;

  function settle(step: WedgeStep, endedBy: Ending) {
    const { layout } = step.state.proven;
    if (layout !== null && layout !== state.proven.layout) remember("packproof.scanner-layout", layout);
    state = step.state;
    if (step.read === null) return;
    restore?.();
    restore = null;
    if (endedBy !== "unknown" && endedBy !== ending) {
      ending = endedBy;
      remember("packproof.scanner-end", endedBy);
    }
    const { text, entry, notes, alternate } = step.read;
    onScan({ raw: text, entry, at: now(), notes, ...(alternate === undefined ? {} : { alternate }) });
  }

  function waitForSilence() {
    clearTimeout(timer);
    if (state.glyphs.length === 0) return;
    // The second, empty timer lets keys that queued up behind a long task go first.
    timer = setTimeout(() => {
      timer = setTimeout(() => settle(silence(state), "silence"), 0);
    }, PATIENCE_MS[ending]);
  }

  function onKey(event: Event) {
    if (attached.get(target)?.at(-1) !== self) return;
    const keyboard = event as KeyboardEvent;
    const field = event.composedPath()[0] ?? null;
    const inField = isTextField(field);
    const read = strokeOf(keyboard, inField);
    const first = state.glyphs[0];
    const endsBurst = isBurst(state) && (read.key === "Enter" || read.key === "Tab");
    const step = stroke(state, read, PATIENCE_MS[ending]);

    if (step.burst) guard.keystroke(read.time);
    if (withheld(event, read, step, endsBurst, guard)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    settle(step, endsBurst ? "key" : "unknown");
    // The key's character reaches the field after this: what it holds now is what the person left there.
    if (state.glyphs.length === 1 && state.glyphs[0] !== first) restore = inField ? snapshotOf(field) : null;
    if (read.phase === "down") waitForSilence();
  }

  target.addEventListener("keydown", onKey, { capture: true });
  target.addEventListener("keyup", onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    target.removeEventListener("keydown", onKey, { capture: true });
    target.removeEventListener("keyup", onKey, { capture: true });
    attached.set(
      target,
      (attached.get(target) ?? []).filter((other) => other !== self),
    );
  };
}

/** A computer keeps its scanner and its layout from one day to the next. */
function rememberedLayout(): "host" | "us" | null {
  const layout = recall("packproof.scanner-layout");
  return layout === "host" || layout === "us" ? layout : null;
}

function rememberedEnding(): Ending {
  const end = recall("packproof.scanner-end");
  return end === "key" || end === "silence" ? end : "unknown";
}

/** Must this event reach nobody? */
function withheld(
  event: Event,
  read: Stroke,
  step: WedgeStep,
  endsBurst: boolean,
  guard: BurstGuard,
): boolean {
  const presses = read.key === "Enter" || read.key === "Tab" || read.key === " ";
  const quiet = presses && guard.busy(read.time);
  if (!read.inField) return step.burst || quiet;
  if (endsBurst) return step.read !== null || inDialogue(event);
  // Ctrl+J opens the browser's downloads, Ctrl+D its bookmarks: in a burst they are line feed and EOT.
  if (step.burst && read.ctrl && !read.altGraph) return true;
  return quiet && read.key !== " " && inDialogue(event);
}

function inDialogue(event: Event): boolean {
  const element = event.composedPath()[0];
  const closest = (element as Partial<Element> | undefined)?.closest;
  return closest?.call(element, "dialog,[role=dialog],[role=alertdialog]") != null;
}

function strokeOf(event: KeyboardEvent, inField: boolean): Stroke {
  const modifier = (name: string) => event.getModifierState?.(name) ?? false;
  return {
    phase: event.type === "keyup" ? "up" : "down",
    key: event.key ?? "",
    code: event.code ?? "",
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    altGraph: modifier("AltGraph") || (event.ctrlKey && event.altKey),
    meta: event.metaKey,
    capsLock: modifier("CapsLock"),
    repeat: event.repeat,
    composing: event.isComposing,
    inField,
    // When the key was pressed, not when a busy page came round to it.
    time: event.timeStamp,
  };
}
