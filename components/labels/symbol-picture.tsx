import type { LabelSymbol } from "./symbol";

/**
 * A code at its real size: `module` millimetres a module, so that bars and squares keep their proportion to each
 * other at any scale. Black on white in every theme: it is a picture of paper.
 */
export function SymbolPicture({
  symbol,
  module,
  barHeight,
}: {
  readonly symbol: LabelSymbol;
  readonly module: number;
  /** Millimetres; for stripes. */
  readonly barHeight?: number;
}) {
  const height = symbol.linear ? (barHeight ?? 30) : symbol.height * module;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${symbol.width} ${symbol.linear ? 1 : symbol.height}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="block flex-none"
      style={{ width: `${symbol.width * module}mm`, height: `${height}mm` }}
    >
      <path d={symbol.path} fill="#000" />
    </svg>
  );
}
