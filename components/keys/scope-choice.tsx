import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import type { KeyScope } from "@/lib/core/access/key-scopes";

type ScopeChoiceProps = {
  readonly scopes: readonly KeyScope[];
  readonly chosen: readonly KeyScope[];
  readonly onChange: (chosen: readonly KeyScope[]) => void;
  readonly error: string | undefined;
};

/** What a key may do, in words; the name a program knows it by stands small beneath. */
export function ScopeChoice({ scopes, chosen, onChange, error }: ScopeChoiceProps) {
  const t = useTranslations("keys");
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? id : undefined}
      className={classNames("min-w-0", error && "border-ink border-s-4 ps-3")}
    >
      <legend className="font-semibold">{t("form.scopes")}</legend>
      {error && (
        <p id={id} className="mt-1.5 flex items-start gap-2 font-semibold">
          <CircleAlert aria-hidden className="mt-0.5 size-5" />
          {error}
        </p>
      )}
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`scope.${scope}`)}
            hint={<code>{scope}</code>}
            checked={chosen.includes(scope)}
            {...(error ? { "aria-invalid": true as const } : {})}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
