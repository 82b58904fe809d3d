/** YYYY-MM-DD of a moment by this device's calendar: for the century of two-digit years, where a day more or less is nothing. */
export function localDay(moment: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
