import { Code } from "@/components/ui/code";
import { linkParts } from "./link-parts";

/** The whole code of a unit, in groups people can compare. */
export function UnitCode({ link, strong = false }: { readonly link: string; readonly strong?: boolean }) {
  const parts = linkParts(link);
  if (parts === null) return <code className="break-all">{link}</code>;
  return parts.kind === "pack" ? (
    <Code strong={strong}>{parts.serial}</Code>
  ) : (
    <Code group={3} strong={strong}>
      {parts.sscc}
    </Code>
  );
}
