/**
 * Whose request it is, as far as the network tells: the hop our own reverse proxy saw (the last one of
 * X-Forwarded-For; Next fills it with the socket's address where there is no proxy). Of an IPv6 address the
 * network half: one household can change the rest at will.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "").slice(0, 64);
  if (!address.includes(":")) return address || "unknown";
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  if (tail !== undefined) {
    const after = tail.split(":").filter((group) => group !== "");
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
