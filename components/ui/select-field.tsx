import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlLook, Field, type FieldTexts } from "./field";

export type SelectOption = { readonly value: string; readonly label: string; readonly disabled?: boolean };

type SelectFieldProps = FieldTexts &
  Omit<ComponentProps<"select">, "id" | "children"> & {
    readonly options: readonly SelectOption[];
    /** First, empty choice ("Choose a site"), when nothing is chosen yet. */
    readonly placeholder?: string;
  };

/** The browser's own select: every phone, screen reader and keyboard knows it. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  options,
  placeholder,
  className,
  ...select
}: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(control) => (
        <span className="relative block">
          <select
            {...select}
            {...control}
            className={classNames(controlLook, "appearance-none pe-10", className)}
          >
            {placeholder && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 end-3 size-5 -translate-y-1/2 text-soft"
          />
        </span>
      )}
    </Field>
  );
}
