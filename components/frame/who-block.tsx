import type { Who } from "./place";

export function WhoBlock({ who }: { readonly who: Who }) {
  return (
    <div className="text-sm">
      <div className="font-semibold">{who.person}</div>
      <div className="text-soft">{who.organisation}</div>
      {who.site && <div className="text-soft">{who.site}</div>}
    </div>
  );
}
