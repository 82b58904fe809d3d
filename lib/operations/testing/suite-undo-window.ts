import { describe, expect, it } from "vitest";
import { UNDO_WINDOW_MS } from "@/lib/core/time/undo-window";
import { localTime } from "@/lib/core/time/zone";
import type { TenantScope } from "../scope";
import { actsOf, done, refused } from "./acts";
import { amy, ana, petra } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

/** T9 in real time: 240 hours whatever the clocks on the wall do meanwhile (Delegated Regulation (EU) 2016/161, Art. 13). */
export function undoWindowSuite(world: () => World): void {
  describe("undo-pack", () => {
    it.each([
      ["Vienna in autumn, when the clocks go back", "2026-10-16T09:00:00+02:00", petra, "08:00"],
      ["Dayton in autumn, a week later", "2026-10-29T09:00:00-04:00", amy, "08:00"],
      ["Vienna in spring, when the clocks go ahead", "2027-03-25T09:00:00+01:00", petra, "10:00"],
    ] as const)(
      "in %s is open for 240 hours to the second",
      async (_where, from, scope: TenantScope, ends) => {
        const { clock } = world();
        const [acts, life] = [actsOf(world()), lifeOf(world())];
        clock.advance(Date.parse(from) - clock.now());
        const made = await acts.batch({ packs: 3 });
        await acts.delivered(made.links, scope, ana);
        for (const i of [0, 1, 2]) done(await acts.dispense(scope, acts.reading(made, i)));
        const undo = (i: number) => life.undo(scope, made.links.slice(i, i + 1), "SUPPLIED");
        clock.advance(UNDO_WINDOW_MS - 1000);
        done(await undo(0));
        clock.advance(1000);
        expect(localTime(scope.timeZone, clock.now())).toBe(ends);
        done(await undo(1));
        clock.advance(1000);
        await refused(world(), () => undo(2), "UNDO_TIME_EXCEEDED", { undoOpen: false });
        expect((await acts.unit(made.links[0] ?? ""))?.state).toBe("ACTIVE");
        expect((await acts.unit(made.links[2] ?? ""))?.state).toBe("SUPPLIED");
      },
    );
  });
}
