import { describe, expect, it } from "vitest";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { anchorHead } from "./anchor-head";
import type { AnchorTick } from "./anchor-tick";
import type { AnchorDeps, AnchorRow } from "./log-ports";
import { reconcileAnchors } from "./reconcile-anchors";
import { type LogWorld, logWorld } from "./testing/log-world";
import { storyOf } from "./testing/memory-log";

const open = () => logWorld(nodePrimitives, testSigners);
const tick = ({ anchorDeps }: LogWorld): Promise<AnchorTick> => anchorHead(anchorDeps);
const wordOf = (result: AnchorTick): string =>
  result.kind === "moved" ? result.to : result.kind === "waiting" ? `waiting ${result.state}` : result.kind;

/** Ticks until nothing moves any more, with a block after each; what every tick said. */
async function run(world: LogWorld, ticks = 12): Promise<readonly string[]> {
  const said: string[] = [];
  for (let i = 0; i < ticks; i++) {
    said.push(wordOf(await tick(world)));
    world.chain.mine();
    if (said.at(-1) === "idle") break;
  }
  return said;
}

/** Up to a transaction that waits in the pool. */
async function submitted(world: LogWorld): Promise<void> {
  for (const state of ["pending", "signed", "submitted"]) expect(wordOf(await tick(world))).toBe(state);
}

describe("anchorHead", () => {
  it("takes a head from pending to final, and then rests", async () => {
    const world = await open();
    expect(wordOf(await tick(world))).toBe("idle");
    await world.grow(3);
    expect(await run(world)).toEqual([
      "pending",
      "signed",
      "submitted",
      "mined",
      "waiting mined",
      "final",
      "idle",
    ]);
    expect(world.chain.recorded()).toEqual([3n]);
    expect(await run(world)).toEqual(["idle"]);
  });

  it("extends what the chain has, with the newest head only", async () => {
    const world = await open();
    await world.grow(3);
    await run(world);
    await world.grow(2);
    await world.grow(4);
    await run(world);
    expect(world.chain.recorded()).toEqual([3n, 9n]);
    expect(storyOf(world.anchors)).toEqual(["3 final", "9 final"]);
  });

  it("waits for its interval, and does not anchor without new leaves", async () => {
    const world = await open();
    const anchorDeps = { ...world.anchorDeps, interval: 600_000 };
    const slow = { ...world, anchorDeps };
    await world.grow();
    await run(slow);
    await world.grow();
    expect(await run(slow)).toEqual(["idle"]);
    world.clock.advance(600_000);
    expect((await run(slow)).at(-2)).toBe("final");
    world.clock.advance(600_000);
    expect(await run(slow)).toEqual(["idle"]);
  });

  it("says that the chain is away, whatever it asks, and goes on where it was", async () => {
    const world = await open();
    await world.grow(5);
    const said: string[] = [];
    for (let i = 0; i < 12; i++) {
      world.chain.setAway(true);
      expect(wordOf(await tick(world))).toBe("chain-away");
      world.chain.setAway(false);
      said.push(wordOf(await tick(world)));
      world.chain.mine();
    }
    expect(said).toContain("final");
    expect(world.chain.recorded()).toEqual([5n]);
  });

  it("replaces a transaction that the market has left behind, carrying the newest head", async () => {
    const world = await open();
    await world.grow();
    await submitted(world);
    world.chain.setBaseFee(100n);
    await world.grow(4);
    expect(wordOf(await tick(world))).toBe("waiting submitted");
    world.clock.advance(60_000);
    expect(await run(world)).toEqual(["signed", "submitted", "mined", "waiting mined", "final", "idle"]);
    expect(storyOf(world.anchors)).toEqual(["1 superseded", "5 final"]);
    const [first, second] = world.anchors.rows();
    expect(second?.nonce).toBe(first?.nonce);
    expect(second?.fees?.maxFeePerGas).toBeGreaterThan(((first?.fees?.maxFeePerGas ?? 0n) * 9n) / 8n);
  });

  it("replaces a transaction that no node takes any more before it was ever sent", async () => {
    const world = await open();
    await world.grow();
    await tick(world);
    await tick(world);
    world.chain.setBaseFee(100n);
    expect(wordOf(await tick(world))).toBe("chain-away");
    world.clock.advance(60_000);
    expect((await run(world)).at(-2)).toBe("final");
    expect(world.chain.recorded()).toEqual([1n]);
  });

  it("finds the transaction it replaced in a block, and lets the later one go", async () => {
    const world = await open();
    await world.grow();
    await submitted(world);
    world.clock.advance(60_000);
    await world.grow();
    expect(wordOf(await tick(world))).toBe("signed");
    // The first one is mined although a dearer one is ready.
    world.chain.mine();
    const said = await run(world);
    expect(said).toContain("final");
    expect(storyOf(world.anchors)).toEqual(["1 final", "2 superseded", "2 final"]);
    expect(world.chain.recorded()).toEqual([1n, 2n]);
  });

  it("sends again what a node has forgotten", async () => {
    const world = await open();
    await world.grow();
    world.chain.setDropping(true);
    await submitted(world);
    expect(world.chain.waiting()).toEqual([]);
    world.chain.setDropping(false);
    expect(wordOf(await tick(world))).toBe("waiting submitted");
    expect(world.chain.waiting()).toHaveLength(1);
    world.chain.mine();
    expect((await run(world)).at(-2)).toBe("final");
  });

  it("sends the same transaction again when a reorganisation took its block away", async () => {
    const world = await open();
    await world.grow(2);
    await submitted(world);
    world.chain.mine();
    expect(wordOf(await tick(world))).toBe("mined");
    world.chain.reorganise(1);
    expect(await run(world)).toEqual(["signed", "submitted", "mined", "waiting mined", "final", "idle"]);
    expect(world.anchors.rows()).toHaveLength(1);
    expect(world.chain.recorded()).toEqual([2n]);
  });

  it("starts over when a reorganisation puts it behind somebody else's head", async () => {
    const world = await open();
    await world.grow(2);
    const small = await world.log.latestCheckpoint();
    await world.grow(2);
    await submitted(world);
    world.chain.mine();
    await tick(world);
    world.chain.reorganise(1, true);
    if (!small) throw new Error("a head was published");
    world.chain.anchoredByStranger({ oldSize: 0n, newSize: small.size, root: small.root });
    world.chain.mine();
    await run(world);
    expect(storyOf(world.anchors)).toEqual(["4 reverted", "4 final"]);
    expect(world.chain.recorded()).toEqual([2n, 4n]);
  });

  it("starts over when the nonce was spent by something else", async () => {
    const world = await open();
    await world.grow();
    await submitted(world);
    world.chain.spendNonce();
    await run(world);
    expect(storyOf(world.anchors)).toEqual(["1 superseded", "1 final"]);
    expect(world.chain.recorded()).toEqual([1n]);
  });

  it("takes no transaction for lost that is mined while it asks", async () => {
    const world = await open();
    await world.grow();
    await submitted(world);
    const { chain } = world.anchorDeps;
    const racing: AnchorDeps = {
      ...world.anchorDeps,
      chain: {
        ...chain,
        async nextNonce() {
          const answer = await chain.nextNonce();
          world.chain.mine();
          return answer;
        },
        async receiptOf(hash) {
          const answer = await chain.receiptOf(hash);
          world.chain.mine();
          return answer;
        },
      },
    };
    expect(wordOf(await anchorHead(racing))).toBe("mined");
    await run(world);
    expect(storyOf(world.anchors)).toEqual(["1 final"]);
  });

  it("counts a head that came by a transaction it had given up", async () => {
    const world = await open();
    await world.grow();
    await submitted(world);
    const [row] = world.anchors.rows();
    if (!row) throw new Error("one is in flight");
    await world.anchors.update(row, { state: "superseded" }, world.clock.now());
    world.chain.mine();
    expect(wordOf(await tick(world))).toBe("mined");
    await run(world);
    expect(storyOf(world.anchors)).toEqual(["1 final"]);
  });

  it("goes on from a head that somebody else anchored while it prepared its own", async () => {
    const world = await open();
    await world.grow(2);
    const small = await world.log.latestCheckpoint();
    await world.grow(3);
    expect(wordOf(await tick(world))).toBe("pending");
    if (!small) throw new Error("a head was published");
    world.chain.anchoredByStranger({ oldSize: 0n, newSize: small.size, root: small.root });
    expect(wordOf(await tick(world))).toBe("superseded");
    await run(world);
    expect(world.chain.recorded()).toEqual([2n, 5n]);
  });

  it("gives way when its replacement would be stale, and pays enough under the same nonce then", async () => {
    const world = await open();
    await world.grow(2);
    const small = await world.log.latestCheckpoint();
    await world.grow(3);
    await submitted(world);
    if (!small) throw new Error("a head was published");
    world.chain.anchoredByStranger({ oldSize: 0n, newSize: small.size, root: small.root });
    world.clock.advance(60_000);
    expect(wordOf(await tick(world))).toBe("superseded");
    // The old transaction still waits: a new one at today's price would be refused as a replacement.
    await submitted(world);
    const [first, second] = world.anchors.rows();
    expect(second?.nonce).toBe(first?.nonce);
    expect(second?.fees?.maxFeePerGas).toBeGreaterThan(((first?.fees?.maxFeePerGas ?? 0n) * 9n) / 8n);
    await run(world);
    expect(world.chain.recorded()).toEqual([2n, 5n]);
  });
});

describe("a chain that went back", () => {
  it("loses a transaction in flight, and gets it anew", async () => {
    const world = await open();
    await world.grow();
    await run(world);
    await world.grow();
    await submitted(world);
    world.chain.reorganise(100);
    expect(wordOf(await tick(world))).toBe("lost");
    await run(world);
    expect(world.chain.recorded()).toEqual([1n, 2n]);
  });

  it("gets back every size that proofs may name, in their order, before anything newer", async () => {
    const world = await open();
    for (const by of [3, 2, 4]) {
      await world.grow(by);
      await run(world);
    }
    world.chain.reorganise(100);
    await world.grow();
    expect(wordOf(await reconcileAnchors(world.anchorDeps))).toBe("idle");
    expect(storyOf(world.anchors)).toEqual(["3 lost", "5 lost", "9 lost"]);
    for (let i = 0; i < 4; i++) await run(world);
    expect(world.chain.recorded()).toEqual([3n, 5n, 9n, 10n]);
  });

  it("does so without waiting for the next reconciliation, and only from where the chain is", async () => {
    const world = await open();
    for (const by of [3, 2, 4]) {
      await world.grow(by);
      await run(world);
    }
    // Back to the time before the last two anchors.
    while (world.chain.recorded().length > 1) world.chain.reorganise(1);
    await world.grow();
    for (let i = 0; i < 4; i++) await run(world);
    expect(world.chain.recorded()).toEqual([3n, 5n, 9n, 10n]);
    expect(storyOf(world.anchors).filter((line) => line.startsWith("3 "))).toEqual(["3 final"]);
  });
});

describe("what no code may paper over", () => {
  const foreign = { oldSize: 0n, newSize: 7n, root: nodePrimitives.sha256(new Uint8Array([7])) };

  it("halts when the chain holds a size this log never published", async () => {
    const world = await open();
    world.chain.anchoredByStranger(foreign);
    await world.grow(2);
    expect(await tick(world)).toMatchObject({
      kind: "halted",
      because: expect.stringMatching(/never published/),
    });
  });

  it("halts when the chain holds another root at a published size", async () => {
    const world = await open();
    await world.grow(7);
    world.chain.anchoredByStranger(foreign);
    expect(await tick(world)).toMatchObject({
      kind: "halted",
      because: expect.stringMatching(/another root/),
    });
  });

  it("halts when the contract refuses a head for its content, and keeps why", async () => {
    const world = await open();
    await world.grow(7);
    await tick(world);
    const refusing: AnchorDeps = {
      ...world.anchorDeps,
      chain: {
        ...world.anchorDeps.chain,
        prepareAnchor: async () => ({
          ok: false,
          fault: { kind: "reverted", error: "InvalidConsistencyProof" },
        }),
      },
    };
    expect(await anchorHead(refusing)).toMatchObject({ kind: "halted" });
    expect(storyOf(world.anchors)).toEqual(["7 reverted"]);
  });

  it("halts when a final size reads back as something else, or a mined one as nothing", async () => {
    const world = await open();
    await world.grow(2);
    const lying = (root: AnchorRow["root"] | null): AnchorDeps => ({
      ...world.anchorDeps,
      chain: { ...world.anchorDeps.chain, rootAt: async () => ({ ok: true, value: root }) },
    });
    await submitted(world);
    for (let i = 0; i < 3; i++) world.chain.mine();
    expect(wordOf(await tick(world))).toBe("mined");
    expect(await anchorHead(lying(null))).toMatchObject({ kind: "halted" });
    await run(world);
    expect(await reconcileAnchors(lying(foreign.root))).toMatchObject({ kind: "halted" });
    expect(wordOf(await reconcileAnchors(world.anchorDeps))).toBe("idle");
  });

  it("throws on rows that no step could have written", async () => {
    for (const state of ["signed", "submitted", "mined"] as const) {
      const world = await open();
      await world.grow();
      await tick(world);
      const [row] = world.anchors.rows();
      if (!row) throw new Error("one is in flight");
      await world.anchors.update(row, { state }, 0);
      await expect(tick(world)).rejects.toThrow(/without a transaction/);
    }
  });
});
