"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { type ButtonSize, buttonLook } from "./button-look";
import { useKeySequence } from "./use-key-sequence";

type HoldButtonProps = {
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  /** Typed in order by a person, they confirm as well: ["s", "y"]. Show them beside the button. */
  readonly keys?: readonly string[];
  readonly icon?: ReactNode;
  readonly variant?: "primary" | "danger";
  readonly size?: ButtonSize;
  readonly busy?: boolean;
  readonly wide?: boolean;
  /** Milliseconds. */
  readonly duration?: number;
};

/**
 * Confirms after being held for a second, by pointer or by the space bar. A press, a scanner's Enter or a
 * stray touch does nothing, which is the point: STOP is not to be dismissed by reflex.
 */
export function HoldButton({
  children,
  onConfirm,
  keys,
  icon,
  variant = "danger",
  size = "big",
  busy = false,
  wide = false,
  duration = 1000,
}: HoldButtonProps) {
  const t = useTranslations("common");
  const id = useId();
  const bar = useRef<HTMLSpanElement>(null);
  const frame = useRef<number | null>(null);

  useKeySequence(busy ? undefined : keys, onConfirm);
  useEffect(() => () => cancelAnimationFrame(frame.current ?? 0), []);

  const show = (share: number) => {
    // The progress tells how long to hold on, so it moves under reduced motion too.
    if (bar.current) bar.current.style.transform = `scaleX(${share})`;
  };

  const release = () => {
    if (frame.current !== null) cancelAnimationFrame(frame.current);
    frame.current = null;
    show(0);
  };

  const press = () => {
    if (busy || frame.current !== null) return;
    const begun = performance.now();
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - begun) / duration));
      show(share);
      if (share < 1) {
        frame.current = requestAnimationFrame(step);
        return;
      }
      release();
      onConfirm();
    };
    frame.current = requestAnimationFrame(step);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== " ") return;
    event.preventDefault();
    if (event.type === "keyup") release();
    else if (!event.repeat) press();
  };

  return (
    <>
      <button
        type="button"
        aria-describedby={id}
        aria-busy={busy || undefined}
        aria-disabled={busy || undefined}
        onPointerDown={(event) => event.button === 0 && press()}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={onKey}
        onKeyUp={onKey}
        onBlur={release}
        className={`${buttonLook(variant, size, wide)} relative touch-none overflow-hidden`}
      >
        <span
          ref={bar}
          aria-hidden
          className="absolute inset-0 origin-left bg-hold rtl:origin-right"
          style={{ transform: "scaleX(0)" }}
        />
        {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
        <span className="relative">{children}</span>
      </button>
      <span id={id} className="sr-only">
        {t("hold.instruction")}
      </span>
    </>
  );
}
