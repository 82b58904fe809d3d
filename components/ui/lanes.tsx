import type { ReactNode } from "react";
import { type Lane, type LaneCell, type LaneRow, type LaneStep, laneRows } from "./lanes-layout";
import { Timeline } from "./timeline";

type LanesProps = {
  readonly lanes: readonly Lane[];
  /** In time order. */
  readonly steps: readonly LaneStep[];
  /** What stands at the end of a step: its proof level, a link. */
  readonly asideOf?: (step: LaneStep) => ReactNode;
};

/**
 * The way of a pack: one lane an organisation from maker (left) to patient (right), time downwards, the
 * line where the pack was. On a narrow screen the same steps stand as a timeline.
 */
export function Lanes({ lanes, steps, asideOf }: LanesProps) {
  const nameOf = new Map(lanes.map((lane) => [lane.id, lane.label]));
  return (
    <>
      <div className="md:hidden">
        <Timeline
          steps={steps.map((step) => ({
            key: step.key,
            title: step.title,
            aside: step.time,
            detail: (
              <>
                {nameOf.get(step.lane)}
                <StepDetail step={step} aside={asideOf?.(step)} />
              </>
            ),
          }))}
        />
      </div>
      <div className="overflow-x-auto max-md:hidden">
        <ol
          className="grid min-w-fit"
          style={{ gridTemplateColumns: `minmax(5.5rem, auto) repeat(${lanes.length}, minmax(10rem, 1fr))` }}
        >
          <li aria-hidden className="col-span-full grid grid-cols-subgrid border-line border-b">
            <span />
            {lanes.map((lane) => (
              <div key={lane.id} className="py-2 pe-4 text-sm">
                <div className="font-semibold">{lane.label}</div>
                {lane.sub && <div className="text-soft">{lane.sub}</div>}
              </div>
            ))}
          </li>
          {laneRows(lanes, steps).map((row) => (
            <li key={row.step.key} className="col-span-full grid grid-cols-subgrid">
              <time className="pt-3.5 pe-5 text-sm text-soft">{row.step.time}</time>
              <Cells row={row} name={nameOf.get(row.step.lane) ?? ""} aside={asideOf?.(row.step)} />
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

function Cells({
  row,
  name,
  aside,
}: {
  readonly row: LaneRow;
  readonly name: string;
  readonly aside: ReactNode;
}) {
  return row.cells.map((cell) => (
    <div key={cell.lane} className="relative min-h-15 pt-3 pe-4 pb-3 ps-6">
      <LaneLine cell={cell} />
      {cell.dot && (
        <>
          <span className="sr-only">{name}: </span>
          <div className="font-semibold">{row.step.title}</div>
          <StepDetail step={row.step} aside={aside} />
        </>
      )}
    </div>
  ));
}

function StepDetail({ step, aside }: { readonly step: LaneStep; readonly aside: ReactNode }) {
  return (
    <div className="text-sm text-soft">
      {step.detail && <div>{step.detail}</div>}
      {step.folded && <div className="mt-1 border-line border-s-2 ps-2">{step.folded}</div>}
      {aside && <div className="mt-1">{aside}</div>}
    </div>
  );
}

/** The line's pieces meet 24 px below the top of a row, 6 px from the left of a lane. */
function LaneLine({ cell }: { readonly cell: LaneCell }) {
  const line = "absolute bg-accent";
  return (
    <span aria-hidden data-print="exact">
      <span className="absolute inset-y-0 start-[5.5px] w-px bg-line" />
      {cell.above && <span className={`${line} top-0 start-[5px] h-6 w-0.5`} />}
      {cell.below && <span className={`${line} top-6 bottom-0 start-[5px] w-0.5`} />}
      {cell.left && <span className={`${line} top-[23px] start-0 h-0.5 w-1.5`} />}
      {cell.right && <span className={`${line} top-[23px] end-0 start-[5px] h-0.5`} />}
      {cell.dot && <span className={`${line} top-[18px] start-0 size-3 rounded-full`} />}
    </span>
  );
}
