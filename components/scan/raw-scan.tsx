import type { ReactNode } from "react";

type RawScanProps = {
  readonly raw: string;
  /** The part an issue is about, as a half-open range of characters. */
  readonly from?: number;
  readonly to?: number;
};

const names: Readonly<Record<string, string>> = { "\u001d": "GS", "\u001e": "RS", "\u0004": "EOT" };
const hex = (sign: string) => sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase();

/** Control characters as small labels, so that a lost or added separator can be seen. */
function visible(text: string): readonly ReactNode[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: making them visible is the point
  return text.split(/([\u0000-\u001f])/).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
      <span key={i} className="mx-0.5 rounded-sm border border-edge px-1 text-soft text-sm">
        {names[part] ?? hex(part)}
      </span>
    ),
  );
}

/** The scan exactly as it came in, with the part in question marked. */
export function RawScan({ raw, from = 0, to = 0 }: RawScanProps) {
  return (
    <code className="break-all leading-relaxed">
      {visible(raw.slice(0, from))}
      {to > from && (
        <mark className="bg-transparent font-bold text-ink underline">{visible(raw.slice(from, to))}</mark>
      )}
      {visible(raw.slice(Math.max(from, to)))}
    </code>
  );
}
