import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: ReactNode;
  /** What it means, in a line. */
  readonly hint?: ReactNode;
};

type ChoiceFieldProps<Value extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** Null: nothing is chosen yet. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly error?: string | undefined;
};

/** One of a few, all of them in sight: native radio buttons, drawn anew, in rows of 44 px, the whole row the target. */
export function ChoiceField<Value extends string>({
  label,
  choices,
  value,
  onChange,
  error,
}: ChoiceFieldProps<Value>) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? `${id}-error` : undefined}
      className={classNames("min-w-0", error && "border-ink border-s-4 ps-3")}
    >
      <legend className="mb-1.5 font-semibold">{label}</legend>
      {error && (
        <p id={`${id}-error`} className="mb-1.5 flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5" />
          {error}
        </p>
      )}
      <div className="sheet divide-y divide-line">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-11 cursor-pointer items-start gap-3 px-4 py-2.5 has-checked:bg-fill hover:bg-fill"
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              {...(error ? { "aria-invalid": true as const } : {})}
              className="mt-0.5 size-5 flex-none appearance-none rounded-full border border-edge bg-card checked:border-[6px] checked:border-accent"
            />
            <span>
              <span className={choice.value === value ? "font-semibold" : undefined}>{choice.label}</span>
              {choice.hint && <span className="block text-sm text-soft">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
