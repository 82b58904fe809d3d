import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "id"> & {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
};

/** A native checkbox in a 44 px row; the whole row is the target. */
export function Checkbox({ label, hint, ...input }: CheckboxProps) {
  const id = useId();
  return (
    <label className="flex min-h-11 items-start gap-3 py-2.5">
      <span className="relative mt-0.5 grid flex-none place-items-center">
        <input
          {...input}
          type="checkbox"
          aria-describedby={hint ? id : undefined}
          className="peer size-5 appearance-none rounded-sm border border-edge bg-card checked:border-accent checked:bg-accent"
        />
        <Check
          aria-hidden
          className="pointer-events-none invisible absolute size-4 text-on-accent peer-checked:visible"
        />
      </span>
      <span>
        {label}
        {hint && (
          <span id={id} className="block text-sm text-soft">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
