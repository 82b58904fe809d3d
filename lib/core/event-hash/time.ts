const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:(Z)|([+-])(\d\d):(\d\d))$/;

/**
 * An xsd:dateTimeStamp in UTC with exactly three decimals, half up on the fourth digit and with its carry
 * ("2026-12-31T23:59:59.9996+00:00" → "2027-01-01T00:00:00.000Z"). Any other text, or a date that does not exist,
 * as it is: a guess would give two events one hash.
 */
export function normaliseTime(text: string): string {
  const match = DATE_TIME.exec(text);
  if (!match) return text;
  const [, year, month, day, hour, minute, second, fraction = "", , sign, zoneHour, zoneMinute] = match;
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isDate = new Date(days).toISOString().startsWith(text.slice(0, 10));
  if (!isDate || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return text;
  const offset = sign ? (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === "-" ? -1 : 1) : 0;
  const seconds = (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second);
  const roundUp = fraction.charAt(3) >= "5" ? 1 : 0;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0")) + roundUp;
  const utc = new Date(days + seconds * 1000 + milliseconds).toISOString();
  // Beyond the years 0000 to 9999 the text would get another form.
  return utc.length === "2026-01-01T00:00:00.000Z".length ? utc : text;
}
