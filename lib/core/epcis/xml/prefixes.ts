import { URI_SCHEMES } from "./namespaces";

/** What both an XML name and a URI-like JSON name can begin with. */
const PREFIX = /^[A-Za-z][A-Za-z0-9.-]*$/;

/** The prefixes a document has given away. */
export class TakenPrefixes {
  private readonly taken: Set<string>;
  /** The number to try next, so that many namespaces with one wish don't count from 1 each time. */
  private readonly next = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.taken = new Set(taken);
  }

  /** Whether it can be had as it is: not given away, and never taken for the beginning of a URI. */
  isFree(prefix: string): boolean {
    return PREFIX.test(prefix) && !URI_SCHEMES.has(prefix) && !this.taken.has(prefix);
  }

  /** The prefix wished for, or the nearest one that is free. */
  take(wish: string): string {
    const start = PREFIX.test(wish) && !URI_SCHEMES.has(wish) ? wish : "ns";
    let prefix = start;
    for (let n = this.next.get(start) ?? 1; this.taken.has(prefix); n++) {
      prefix = `${start}${n}`;
      this.next.set(start, n + 1);
    }
    this.taken.add(prefix);
    return prefix;
  }
}
