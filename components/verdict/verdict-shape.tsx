import { TONE, type VerdictKind } from "./kind";

/** A square of dashes that turn the corners, which a dash pattern on a rectangle would cut anywhere. */
const DASHES = "M7 24V7h17M76 7h17v17M93 76v17H76M24 93H7V76M41 7h18M93 41v18M59 93H41M7 59V41";

type VerdictShapeProps = {
  readonly kind: VerdictKind;
  readonly className?: string;
  /** The colour of the sign inside the shape: the ground it stands on looks best. */
  readonly on?: string;
};

/**
 * Round ✓, octagon ✕, triangle !, dashed square ?: told apart at arm's length and without colour.
 * The word beside it says the verdict, so the shape itself is silent to a screen reader.
 */
export function VerdictShape({ kind, className = "size-8", on = "var(--card)" }: VerdictShapeProps) {
  const fill = `var(--${TONE[kind]})`;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 100"
      className={`flex-none ${className}`}
      fill="none"
      data-verdict={kind}
    >
      {kind === "verified" && (
        <>
          <circle cx="50" cy="50" r="46" fill={fill} />
          <path
            d="m29 52 14 14 29-31"
            stroke={on}
            strokeWidth="10"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
      {kind === "stop" && (
        <>
          <path d="M31 4h38l27 27v38L69 96H31L4 69V31z" fill={fill} />
          <path d="m33 33 34 34M67 33 33 67" stroke={on} strokeWidth="11" strokeLinecap="round" />
        </>
      )}
      {kind === "check" && (
        <>
          <path d="M50 11 94 88H6z" fill={fill} stroke={fill} strokeWidth="9" strokeLinejoin="round" />
          <path d="M50 38v24" stroke={on} strokeWidth="10" strokeLinecap="round" />
          <circle cx="50" cy="77" r="6" fill={on} />
        </>
      )}
      {kind === "cannot-tell" && (
        <>
          <path d={DASHES} stroke={fill} strokeWidth="8" strokeLinejoin="round" />
          <path
            d="M37 39c0-9 6-14 13.5-14S64 30 64 38c0 11-13.5 11-13.5 22"
            stroke={fill}
            strokeWidth="9"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          <circle cx="50.5" cy="75" r="6" fill={fill} />
        </>
      )}
    </svg>
  );
}
