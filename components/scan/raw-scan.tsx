type RawScanProps = {
  readonly raw: string;
  /** The part an issue is about, as a half-open range of characters. */
  readonly from?: number;
  readonly to?: number;
};

/** Control characters by their signs, so that a lost or added separator can be seen. */
const visible = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: making them visible is the point
  text.replace(/[\u0000-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));

/** The scan exactly as it came in, with the part in question marked. */
export function RawScan({ raw, from = 0, to = 0 }: RawScanProps) {
  return (
    <code className="break-all text-sm">
      {visible(raw.slice(0, from))}
      {to > from && (
        <mark className="bg-transparent font-bold text-ink underline">{visible(raw.slice(from, to))}</mark>
      )}
      {visible(raw.slice(Math.max(from, to)))}
    </code>
  );
}
