import { useTranslations } from "next-intl";
import type { FieldLine } from "@/lib/web/openapi/fields";

/** The fields of a request or an answer: name, what it is, and a word where the name does not say enough. */
export function FieldTable({
  caption,
  lines,
}: {
  readonly caption: string;
  readonly lines: readonly FieldLine[];
}) {
  const t = useTranslations("developers.route");
  return (
    <div>
      <h3 className="font-semibold text-sm">{caption}</h3>
      {lines.length === 0 ? (
        <p className="text-sm text-soft">{t("nothing")}</p>
      ) : (
        <dl className="mt-1">
          {lines.map(({ path, type, required, about }) => (
            <div
              key={`${path} ${type}`}
              className="grid gap-x-4 border-line border-b py-1.5 text-sm last:border-b-0 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
            >
              <dt>
                <code className="wrap-anywhere">{path}</code>
                {!required && <span className="text-soft"> ({t("optional")})</span>}
              </dt>
              <dd className="wrap-anywhere text-soft">
                {type}
                {about && <span className="block">{about}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
