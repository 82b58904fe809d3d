"use client";

import { type ReactNode, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import "./print.css";

const FONTS = [
  '700 12px "Atkinson Hyperlegible Next Variable"',
  '12px "Atkinson Hyperlegible Next Variable"',
  '12px "Atkinson Hyperlegible Mono Variable"',
];

/**
 * Prints pages (elements of class print-page) and nothing else of this document. `outlet` must stand somewhere in the
 * component; `print` settles when the browser's dialogue has been opened (and, where it blocks, closed): whether
 * anything came out, no browser tells.
 */
export function usePrint(): {
  readonly outlet: ReactNode;
  readonly print: (pages: ReactNode) => Promise<void>;
} {
  const [pages, setPages] = useState<ReactNode>(null);

  async function print(next: ReactNode): Promise<void> {
    // Hidden text asks for no font; on paper it would come out in another one.
    await Promise.all(FONTS.map((font) => document.fonts.load(font)));
    flushSync(() => setPages(next));
    // Pages left behind would come out again with the next Ctrl+P, and no record would say so.
    window.addEventListener("afterprint", () => setPages(null), { once: true });
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    window.print();
  }

  return {
    outlet: pages && createPortal(<PrintOnly>{pages}</PrintOnly>, document.body),
    print,
  };
}

function PrintOnly({ children }: { readonly children: ReactNode }) {
  return (
    <div className="print-only" aria-hidden>
      {children}
    </div>
  );
}
