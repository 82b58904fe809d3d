/**
 * Says a sentence to screen readers without showing it. It must stay mounted while its text changes:
 * a region that appears together with its first text is often not read.
 */
export function LiveRegion({
  children,
  urgent = false,
}: {
  readonly children: string;
  readonly urgent?: boolean;
}) {
  return (
    <div role={urgent ? "alert" : "status"} aria-atomic className="sr-only">
      {children}
    </div>
  );
}
