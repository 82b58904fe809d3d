import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Checkbox } from "./checkbox";
import { classNames } from "./class-names";

type CheckboxGroupProps<Value extends string> = {
  readonly label: string;
  readonly choices: readonly {
    readonly value: Value;
    readonly label: ReactNode;
    readonly hint?: ReactNode;
  }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
  readonly error: string | undefined;
};

/** Any number of a few choices, in the order in which they were made. */
export function CheckboxGroup<Value extends string>({
  label,
  choices,
  chosen,
  onChange,
  error,
}: CheckboxGroupProps<Value>) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? id : undefined}
      className={classNames("min-w-0", error && "border-ink border-s-4 ps-3")}
    >
      <legend className="font-semibold">{label}</legend>
      {error && (
        <p id={id} className="mt-1.5 flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5" />
          {error}
        </p>
      )}
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {choices.map(({ value, ...said }) => (
          <Checkbox
            key={value}
            {...said}
            checked={chosen.includes(value)}
            {...(error ? { "aria-invalid": true as const } : {})}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
