/** Text for a terminal or a program; scrolls sideways, with the keyboard too. */
export function CodeBlock({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
      tabIndex={0}
      aria-label={label}
      className="overflow-x-auto rounded-md border border-line bg-fill px-3.5 py-3 text-sm"
    >
      <pre>
        <code>{children}</code>
      </pre>
    </section>
  );
}
