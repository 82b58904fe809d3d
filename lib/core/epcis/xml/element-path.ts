import type { XmlElement } from "./element";

/**
 * Where elements stand in a tree: "epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent[3]/foo", with a place from 1
 * among those of the same name. Looked up when something is wrong, so that reading need not carry paths around.
 */
export function pathsOf(root: XmlElement, wanted: ReadonlySet<XmlElement>): ReadonlyMap<XmlElement, string> {
  const paths = new Map<XmlElement, string>();
  const visit = (element: XmlElement, path: string): void => {
    if (wanted.has(element)) paths.set(element, path);
    if (paths.size === wanted.size) return;
    const total = new Map<string, number>();
    for (const child of element.children) count(total, child);
    const before = new Map<string, number>();
    for (const child of element.children) {
      const place = count(before, child);
      const name = qualifiedName(child);
      visit(child, `${path}/${name}${total.get(name) === 1 ? "" : `[${place}]`}`);
    }
  };
  visit(root, qualifiedName(root));
  return paths;
}

const qualifiedName = ({ prefix, name }: XmlElement): string => (prefix === "" ? name : `${prefix}:${name}`);

/** One more of this name; how many there are now. */
function count(names: Map<string, number>, element: XmlElement): number {
  const name = qualifiedName(element);
  const now = (names.get(name) ?? 0) + 1;
  names.set(name, now);
  return now;
}
