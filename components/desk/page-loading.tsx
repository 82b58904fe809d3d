import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** As tall as a list or a thing's own page begins, so that nothing jumps when it comes. */
export function PageLoading() {
  return (
    <>
      <div className="mb-6 grid gap-3">
        <Skeleton className="h-9 w-64 max-w-full" />
        <Skeleton className="h-5 w-96 max-w-full" />
      </div>
      <SkeletonRows rows={6} />
    </>
  );
}
