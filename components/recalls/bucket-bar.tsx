import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BalanceBar, type BalanceTone } from "@/components/ui/balance-bar";
import type { Balance, Bucket } from "@/lib/core/recall/buckets";

/** Most to be fetched first, then what is out of reach, then what never counted; what nobody can find stands last. */
const TONES: readonly (readonly [Bucket, BalanceTone])[] = [
  ["saleable", "deep"],
  ["in-transit", "mid"],
  ["hospital-stock", "light"],
  ["supplied", "dark"],
  ["quarantined", "grey"],
  ["returned", "grey"],
  ["disposed", "grey"],
  ["left-network", "mid"],
  ["exported", "light"],
  ["repacked", "light"],
  ["sampled", "pale"],
  ["stolen", "pale"],
  ["void", "pale"],
  ["unaccounted", "lost"],
];

type BucketBarProps = {
  readonly balance: Balance;
  readonly title: ReactNode;
  /** Where the packs stand that nobody can account for. */
  readonly lostHref?: string;
};

/** The equation of a batch as a bar that closes; a part without packs is left out, but never the unaccounted. */
export function BucketBar({ balance, title, lostHref }: BucketBarProps) {
  const t = useTranslations("recalls.bucket");
  const format = useFormatter();
  const parts = TONES.flatMap(([key, tone]) => {
    const value = balance.counts[key];
    const lost = key === "unaccounted";
    if (value === 0 && !lost) return [];
    return [
      {
        key,
        label: t(key),
        value,
        text: format.number(value, "count"),
        tone,
        ...(lost && value > 0 && lostHref ? { href: lostHref } : {}),
      },
    ];
  });
  return <BalanceBar title={title} parts={parts} />;
}
