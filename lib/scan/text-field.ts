const notText = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "hidden",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

/** True for an element into which a person may be typing text. */
export function isTextField(target: unknown): boolean {
  const element = target as Partial<HTMLInputElement> | null;
  if (!element) return false;
  if (element.isContentEditable) return true;
  const tag = element.tagName?.toLowerCase();
  if (tag === "textarea") return true;
  return tag === "input" && !notText.has(element.type ?? "text");
}

/**
 * Remembers what a field holds now; calling the result puts it back the way a person's edit would (React listens
 * to the input event and compares with the value it set itself, hence the prototype's setter).
 */
export function snapshotOf(target: unknown): (() => void) | null {
  const element = target as HTMLInputElement;
  if (element.isContentEditable || typeof element.value !== "string") return null;
  const before = element.value;
  return () => {
    if (element.value === before) return;
    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set;
    if (set) set.call(element, before);
    else element.value = before;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
