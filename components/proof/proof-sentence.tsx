import type { ReactNode } from "react";

type ProofSentenceProps = {
  /** The whole claim as one sentence: “Dispensed, November 2026, Austria” was logged before block 1,204 … */
  readonly children: ReactNode;
  /** Who checks, and what it asks of the server. */
  readonly lead?: ReactNode;
};

/**
 * A proof begins with what it claims, in words. The sentence changes while it is checked or broken; its room stays, so
 * that the steps below don't move from under the eye.
 */
export function ProofSentence({ children, lead }: ProofSentenceProps) {
  return (
    <header className="mb-8">
      <h1 className="font-bold text-xl sm:min-h-[3.45em] sm:text-2xl">{children}</h1>
      {lead && <p className="mt-3 max-w-measure text-soft">{lead}</p>}
    </header>
  );
}
