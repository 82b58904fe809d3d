"use client";

import { useRouter } from "next/navigation";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Scan } from "@/lib/scan/scan";
import { playTone } from "@/lib/scan/sound";
import { type Answer, post } from "@/lib/web/client";
import { type Bench, type Fit, type Mode, withoutUnit } from "./bench";
import type { Last } from "./last";

type Around = {
  readonly read: () => Bench;
  readonly change: (by: (before: Bench) => Bench) => Bench;
  readonly show: (last: Last) => void;
  /** Whether a request was answered. */
  readonly met: (answered: boolean) => void;
  readonly miss: (found: Scan, link: string, meant: Mode) => void;
};

/** Units out of the open container, which is not recorded yet, or out of one that is. */
export function useTakeOut({ read, change, show, met, miss }: Around) {
  const router = useRouter();

  /** True: nothing about it needs eyes. */
  async function takeOut(found: Scan, unit: FoundUnit): Promise<boolean> {
    if (read().units.some(({ link }) => link === unit.link)) {
      change((before) => withoutUnit(before, unit.link));
      playTone("ok");
      show({ kind: "out", scan: found, parentLink: null });
      return true;
    }
    const { parentLink } = unit;
    if (!unit.known || unit.standing !== "HERE") {
      playTone("caution");
      const fit: Fit = unit.known
        ? { kind: "away", standing: unit.standing === "HERE" ? "ELSEWHERE" : (unit.standing ?? "ELSEWHERE") }
        : { kind: "unknown" };
      show({ kind: "fit", scan: found, fit, unit });
      return false;
    }
    if (parentLink === null) {
      playTone("caution");
      show({ kind: "loose", scan: found, unit });
      return false;
    }
    const done = await unpack(found, parentLink, [unit.link], unit.packs ?? 1);
    if (!done.ok) {
      if (done.status === null || done.status >= 500) miss(found, unit.link, "out");
      return false;
    }
    playTone("ok");
    show({ kind: "out", scan: found, parentLink });
    return true;
  }

  async function unpack(
    found: Scan,
    parent: string,
    children: readonly string[],
    packs: number,
  ): Promise<Answer<unknown>> {
    const done = await post("/api/v1/units/unpack", { parent, children, entry: found.entry });
    met(done.ok || done.status !== null);
    if (!done.ok) {
      playTone("caution");
      show({ kind: "failed", scan: found, refusal: done.refusal });
      return done;
    }
    change((before) =>
      before.parent?.link === parent
        ? { ...before, parent: { ...before.parent, packs: Math.max(0, before.parent.packs - packs) } }
        : before,
    );
    router.refresh();
    return done;
  }

  /** Everything out of a container. */
  async function empty(found: Scan, unit: FoundUnit): Promise<void> {
    const { ok } = await unpack(found, unit.link, [], unit.packs ?? 0);
    if (!ok) return;
    playTone("ok");
    show({ kind: "out", scan: found, parentLink: unit.link });
  }

  return { takeOut, unpack, empty };
}
