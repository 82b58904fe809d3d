import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBurstGuard } from "./burst-guard";
import { remember } from "./remember";
import type { Scan } from "./scan";
import { delayed, enter, scannerStrokes } from "./testing/keyboard";
import { listenForWedge } from "./wedge";
import type { Stroke } from "./wedge-machine";

const pack = "]d20109520101100016217KP3\u001d1728033110TX24107";

/** A page with one element that has the focus; `element` sees only what the scanner's listener lets through. */
function page(element: object = {}) {
  const target = new EventTarget();
  const reached: string[] = [];
  const scans: Scan[] = [];
  const guard = createBurstGuard(() => Number.POSITIVE_INFINITY);
  const stop = listenForWedge(target, (scan) => scans.push(scan), { now: () => 1_700_000_000_000, guard });
  target.addEventListener("keydown", (event) => reached.push((event as KeyboardEvent).key));
  const type = (strokes: readonly Stroke[]) => {
    for (const each of strokes) target.dispatchEvent(keyEvent(each, element));
  };
  return { target, reached, scans, guard, stop, type };
}

function keyEvent(each: Stroke, element: object): Event {
  const event = new Event(each.phase === "up" ? "keyup" : "keydown", { cancelable: true, bubbles: true });
  const fields = {
    key: each.key,
    code: each.code,
    shiftKey: each.shift,
    ctrlKey: each.ctrl,
    altKey: each.alt,
    metaKey: each.meta,
    repeat: each.repeat,
    isComposing: each.composing,
    timeStamp: each.time,
    getModifierState: (name: string) => (name === "CapsLock" ? each.capsLock : false),
    composedPath: () => [element],
  };
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
  return event;
}

const input = (value = "", inDialogue = false) => {
  const element = {
    tagName: "INPUT",
    type: "text",
    value,
    inputs: 0,
    dispatchEvent() {
      element.inputs++;
      return true;
    },
    closest: () => (inDialogue ? {} : null),
  };
  return element;
};

/** What a browser does: the character goes into the field unless the event was withheld. */
function typeInto(
  world: ReturnType<typeof page>,
  element: ReturnType<typeof input>,
  strokes: readonly Stroke[],
) {
  for (const each of strokes) {
    const event = keyEvent(each, element);
    world.target.dispatchEvent(event);
    if (each.phase === "down" && each.key.length === 1 && !each.ctrl && !event.defaultPrevented)
      element.value += each.key;
  }
}

describe("listening to a scanner that types", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    remember("packproof.scanner-end", "");
  });
  afterEach(() => vi.useRealTimers());

  it("delivers one scan with the wall clock's time", () => {
    const world = page();
    const strokes = scannerStrokes(pack);
    world.type([...strokes, enter(strokes)]);
    expect(world.scans).toEqual([
      { raw: pack, entry: "wedge", at: 1_700_000_000_000, notes: ["gs-control-key"] },
    ]);
  });

  it("delivers after a silence when no Enter comes", () => {
    const world = page();
    world.type(scannerStrokes(pack));
    expect(world.scans).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(world.scans).toHaveLength(1);
    // From now on it is known to end that way.
    world.type(scannerStrokes(pack, { start: 9000 }));
    vi.advanceTimersByTime(110);
    expect(world.scans).toHaveLength(2);
  });

  it("does not cut a code in two when a starved computer delivers the middle of it late", () => {
    const world = page();
    const first = scannerStrokes(pack);
    world.type([...first, enter(first)]);
    const second = scannerStrokes(pack, { start: 9000 });
    world.type(second.slice(0, 40));
    vi.advanceTimersByTime(400);
    world.type([...second.slice(40), enter(second)]);
    expect(world.scans.map((scan) => scan.raw)).toEqual([pack, pack]);
  });

  it("waits as long for a key that was late itself: over a remote desktop its time is late too", () => {
    const world = page();
    const scanned = (start: number, gap: number) => {
      const strokes = delayed(scannerStrokes(pack, { start }), 12, gap);
      const middle = strokes.findIndex(({ time }) => time >= start + gap);
      world.type(strokes.slice(0, middle));
      vi.advanceTimersByTime(gap);
      world.type([...strokes.slice(middle), enter(strokes)]);
    };
    scanned(1000, 200);
    // Known to end with Enter now.
    scanned(9000, 450);
    expect(world.scans.map((scan) => scan.raw)).toEqual([pack, pack]);
  });

  it("lets no Enter of a scanner reach the page, nor one within 500 ms after", () => {
    const world = page({ tagName: "BUTTON", closest: () => null });
    const strokes = scannerStrokes(pack);
    const end = enter(strokes);
    world.type([...strokes, end, { ...end, phase: "up" }]);
    for (const key of ["Enter", "Tab", " "]) world.type([{ ...end, key, time: end.time + 490 }]);
    expect(world.reached).not.toContain("Enter");
    expect(world.reached).not.toContain("Tab");
    world.type([{ ...end, time: end.time + 510 }]);
    expect(world.reached.at(-1)).toBe("Enter");
  });

  it("lets a person's Enter, Tab and Space through when no scanner is typing", () => {
    const world = page();
    const strokes = scannerStrokes("abc", { gap: 200 });
    const end = enter(strokes, "Enter", 200);
    world.type([...strokes, end, { ...end, key: "Tab", time: end.time + 300 }]);
    expect(world.reached).toContain("Enter");
    expect(world.reached).toContain("Tab");
  });

  it("keeps scanned letters from acting as shortcuts", () => {
    const world = page();
    const strokes = scannerStrokes("]d2SYUD");
    world.type([...strokes, enter(strokes)]);
    expect(world.reached).not.toContain("Y");
    expect(world.reached).not.toContain("U");
  });

  it("takes a scan that landed in a field out again, and leaves what the person had typed", () => {
    const world = page();
    const element = input("half a wo");
    const human = scannerStrokes("rd", { inField: true, gap: 150, start: 100 });
    const strokes = scannerStrokes(pack, { start: 2000 });
    typeInto(world, element, [...human, ...strokes, enter(strokes)]);
    expect(element.value).toBe("half a word");
    expect(element.inputs).toBe(1);
    expect(world.scans.map((scan) => scan.raw)).toEqual([pack]);
  });

  it("leaves a person's typing and Enter in a field alone, however fast", () => {
    const world = page();
    const element = input();
    const strokes = scannerStrokes("Ternavex 10 mg");
    const end = enter(strokes);
    typeInto(world, element, [...strokes, end]);
    vi.advanceTimersByTime(1000);
    expect(element.value).toBe("Ternavex 10 mg");
    expect(world.reached.at(-1)).toBe("Enter");
    expect(world.scans).toEqual([]);
  });

  it("keeps a scanner's Enter from submitting a dialogue even when its text stays in the field", () => {
    const world = page();
    const element = input("", true);
    const strokes = scannerStrokes("9520101100047");
    typeInto(world, element, [...strokes, enter(strokes)]);
    expect(world.reached).not.toContain("Enter");
  });

  it("gives the scan to the panel attached last, and to the one before when that is gone", () => {
    const world = page();
    const dialogue: Scan[] = [];
    const close = listenForWedge(world.target, (scan) => dialogue.push(scan), { guard: world.guard });
    const first = scannerStrokes(pack);
    world.type([...first, enter(first)]);
    close();
    const second = scannerStrokes(pack, { start: 9000 });
    world.type([...second, enter(second)]);
    expect(dialogue).toHaveLength(1);
    expect(world.scans).toHaveLength(1);
  });

  it("hears nothing after it was stopped", () => {
    const world = page();
    world.stop();
    const strokes = scannerStrokes(pack);
    world.type([...strokes, enter(strokes)]);
    vi.advanceTimersByTime(1000);
    expect(world.scans).toEqual([]);
  });
});

describe("the burst guard", () => {
  it("is busy for 500 ms after the last key of a burst and not longer", () => {
    let now = 0;
    const guard = createBurstGuard(() => now);
    expect(guard.busy()).toBe(false);
    guard.keystroke(1000);
    now = 1499;
    expect(guard.busy()).toBe(true);
    now = 1500;
    expect(guard.busy()).toBe(false);
  });
});
