/** The mark: a corner of a DataMatrix. Decorative beside the name, which says it. */
export function LogoMark({ className = "size-6" }: { readonly className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={className}>
      <rect x="1" y="1" width="22" height="22" rx="5" fill="var(--ink)" />
      <path
        fill="var(--paper)"
        d="M5 5h3v14H5zM8 16h11v3H8zM10 5h3v3h-3zM16 5h3v3h-3zM13 8h3v3h-3zM10 11h3v3h-3zM16 11h3v3h-3z"
      />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5 font-bold tracking-tight">
      <LogoMark />
      Packproof
    </span>
  );
}
