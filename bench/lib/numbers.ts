const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which `share` of the values lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** "1,234,567" */
export const whole = (value: number): string => Math.round(value).toLocaleString("en");
