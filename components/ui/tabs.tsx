"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export type Tab = {
  readonly value: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
};

type TabsProps = {
  /** What the tabs choose between, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly initial?: string;
  readonly onChange?: (value: string) => void;
};

/** Views of the same thing. Arrow keys move, as the pattern asks. */
export function Tabs({ label, tabs, initial, onChange }: TabsProps) {
  return (
    <Base.Root
      defaultValue={initial ?? tabs[0]?.value}
      {...(onChange ? { onValueChange: (value: unknown) => onChange(String(value)) } : {})}
    >
      <Base.List
        aria-label={label}
        activateOnFocus
        className="flex gap-1 overflow-x-auto border-line border-b"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px min-h-11 flex-none border-transparent border-b-2 px-4 text-soft -outline-offset-3 hover:text-ink data-active:border-accent data-active:font-semibold data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-5">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
