import type { Meant } from "./meant";

/** What takes back an event that should not have been told; null: nothing can, or only a person at a screen. */
export function inverseOf(meant: Meant, eventId: string): Meant | null {
  switch (meant.do) {
    case "commission-packs":
      return { do: "void", epcs: meant.epcs };
    case "pack":
      return { ...meant, do: "unpack" };
    case "unpack":
      return meant.children.length === 0 ? null : { ...meant, do: "pack" };
    case "ship":
      return { do: "void-ship", epcs: meant.epcs, desadv: meant.desadv };
    case "supply":
    case "export":
    case "sample":
    case "check-out":
      return { do: "undo", epcs: meant.epcs, undoes: eventId };
    case "lock":
      return { do: "unlock", epcs: meant.epcs };
    case "unlock":
      return { do: "lock", epcs: meant.epcs };
    case "hold":
      return { ...meant, do: "release-hold" };
    case "release-hold":
      return { ...meant, do: "hold" };
    default:
      return null;
  }
}
