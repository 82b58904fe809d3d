"use client";

import { useEffect, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { modulesOf, pathOf, symbolFor } from "@/lib/scan/symbol";

/** A path in module units, and the square around it with room for the quiet zone. */
type Drawing = { readonly path: string; readonly viewBox: string; readonly linear: boolean };

const drawings = new Map<string, Promise<Drawing>>();

async function draw(raw: string): Promise<Drawing> {
  // The default export: the named `raw` is a symbology of that name.
  const { default: bwip } = await import("bwip-js/browser");
  const { bcid, text, parsefnc } = symbolFor(raw);
  const [symbol] = bwip.raw(bcid, text, { parsefnc });
  if (!symbol) throw new Error(`No symbol for ${bcid}`);
  const modules = modulesOf(symbol);
  const tall = modules.linear ? Math.round(modules.width / 2) : 1;
  const [width, height] = [modules.width, modules.height * tall];
  const side = Math.max(width, height) + (modules.linear ? 20 : 4);
  const viewBox = `${(width - side) / 2} ${(height - side) / 2} ${side} ${side}`;
  return { path: pathOf(modules, tall), viewBox, linear: modules.linear };
}

function drawingOf(raw: string): Promise<Drawing> {
  const known = drawings.get(raw);
  if (known) return known;
  const drawing = draw(raw);
  drawings.set(raw, drawing);
  return drawing;
}

/**
 * The code itself, small: black on white in every theme, so that a scanner reads it from the screen too.
 * The printer library comes only when the first one is shown.
 */
export function CodeDrawing({
  raw,
  className = "size-12",
}: {
  readonly raw: string;
  readonly className?: string;
}) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);

  useEffect(() => {
    let current = true;
    drawingOf(raw).then(
      (drawn) => current && setDrawing(drawn),
      // A text that no symbol can hold keeps its empty square: its label still says what it is.
      () => current && setDrawing(null),
    );
    return () => {
      current = false;
    };
  }, [raw]);

  return (
    <span
      aria-hidden
      className={classNames(
        "grid flex-none place-items-center overflow-hidden rounded-sm bg-[#fff]",
        className,
      )}
    >
      {drawing && (
        <svg
          aria-hidden
          viewBox={drawing.viewBox}
          className="size-full"
          // Stripes are thinner than a pixel here: sharp edges would drop most of them.
          shapeRendering={drawing.linear ? "geometricPrecision" : "crispEdges"}
        >
          <path d={drawing.path} fill="#000" />
        </svg>
      )}
    </span>
  );
}
