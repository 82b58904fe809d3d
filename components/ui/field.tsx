import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export type FieldTexts = {
  readonly label: string;
  /** What to enter and where it stands on the box; above the control, so that a keyboard on a phone hides nothing. */
  readonly hint?: ReactNode;
  /** What is wrong and what to do. Its presence marks the field as invalid. */
  readonly error?: ReactNode;
  /** Says "optional" after the label. Fields are required unless said so; asterisks explain nothing. */
  readonly optional?: boolean;
};

export type ControlProps = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  /** Absent without an error, so that a group of fields can mark its members. */
  readonly "aria-invalid"?: true;
};

/** Edge, height and type of every text-like control. */
export const controlLook = classNames(
  "block w-full min-h-11 rounded-md border border-edge bg-card px-3 py-2 text-base text-ink",
  "placeholder:text-soft aria-invalid:border-ink aria-invalid:outline-1 aria-invalid:outline-ink",
  "focus-visible:outline-3 focus-visible:outline-accent focus-visible:outline-offset-0",
);

/**
 * Label, hint and error around one control, tied together for assistive technology. An error is bold, barred and
 * has a sign, but no red: red is the colour of STOP and of nothing else.
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  children,
}: FieldTexts & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const t = useTranslations("common");
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div
      className={classNames(
        "grid gap-1.5",
        error !== undefined && error !== null && "border-ink border-s-4 ps-3",
      )}
    >
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional && <span className="font-normal text-soft"> ({t("optional")})</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5" />
          {error}
        </p>
      )}
      {children({
        id,
        "aria-describedby": described || undefined,
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
    </div>
  );
}
