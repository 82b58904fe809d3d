type ProgressBarProps = {
  readonly value: number;
  readonly max: number;
  /** What is progressing: "Packs received". */
  readonly label: string;
  /** Its state in words: "142 of 144". */
  readonly text: string;
};

export function ProgressBar({ value, max, label, text }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div>
      <div className="mb-1.5 flex justify-between gap-4">
        <span className="font-semibold">{label}</span>
        <span className="text-soft">{text}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        className="h-2.5 overflow-hidden rounded-sm border border-edge bg-card"
      >
        <div
          className="h-full origin-left rtl:origin-right bg-accent transition-transform"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  );
}

/** A station's count, readable across a dock: 142 of 144. */
export function BigCount({ value, of }: { readonly value: string; readonly of: string }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3.5">
      <span className="font-bold text-3xl">{value}</span>
      <span className="text-soft text-xl">{of}</span>
    </p>
  );
}
