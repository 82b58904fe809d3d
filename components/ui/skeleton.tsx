import { useTranslations } from "next-intl";
import { classNames } from "./class-names";

/** Keeps the place of a line or a block while it loads: give it the size of what will come. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div aria-hidden className={classNames("animate-pulse rounded-sm bg-fill", className ?? "h-4 w-full")} />
  );
}

/** A table of grey lines, as tall as the table that will replace it, so that nothing jumps. */
export function SkeletonRows({ rows = 5 }: { readonly rows?: number }) {
  const t = useTranslations("common");
  return (
    <div role="status" className="border-line border-t">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical and never move.
        <div key={row} className="flex h-12 items-center gap-6 border-line border-b px-3">
          <Skeleton className="h-4 w-1/5" />
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="ms-auto h-4 w-1/12" />
        </div>
      ))}
    </div>
  );
}
