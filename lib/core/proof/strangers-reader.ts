import { fromBase64 } from "@/lib/core/bytes/base64";
import { fromHex } from "@/lib/core/bytes/hex";
import { parseSize } from "@/lib/core/log/checkpoint";
import { HASH_BYTES } from "@/lib/core/merkle/hash";
import { MAX_INCLUSION_PATH } from "@/lib/core/merkle/verify";

export type Members = Readonly<Record<string, unknown>>;

/**
 * Reads values of a stranger's JSON. A value that is not what it should be is noted and replaced by an empty one, so
 * that one pass names everything wrong; nothing read is used once anything is noted.
 */
export function strangersReader() {
  const problems: string[] = [];
  const wrong = (at: string, expected: string): void => {
    problems.push(`${at} must be ${expected}`);
  };
  const members = (value: unknown, at: string, names: readonly string[]): Members => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      wrong(at, "an object");
      return {};
    }
    for (const name of Object.keys(value))
      if (!names.includes(name)) problems.push(`${at} has an unknown member`);
    for (const name of names) if (!Object.hasOwn(value, name)) problems.push(`${at} lacks ${name}`);
    return value as Members;
  };
  const text = (value: unknown, at: string, expected: string, is: (text: string) => boolean): string => {
    if (typeof value === "string" && is(value)) return value;
    wrong(at, expected);
    return "";
  };
  const name = <Name extends string>(
    value: unknown,
    at: string,
    names: Readonly<Record<Name, unknown>>,
  ): Name => {
    const known = Object.keys(names) as Name[];
    const found = known.find((each) => each === value);
    if (found === undefined) wrong(at, `one of ${known.join(", ")}`);
    return found ?? (known[0] as Name);
  };
  const base64 = (value: unknown, longest: number): Uint8Array | null =>
    // The length first: decoding megabytes to refuse them is what a stranger would like to see.
    typeof value === "string" && value.length <= Math.ceil(longest / 3) * 4 ? fromBase64(value) : null;
  const bytes = (value: unknown, at: string, length: number): Uint8Array => {
    const read = base64(value, length);
    if (read?.length === length) return read;
    wrong(at, `${length} bytes in base64`);
    return new Uint8Array(length);
  };
  const hex = (value: unknown, at: string, prefix: string, length: number): Uint8Array => {
    const spelled = typeof value === "string" && value.startsWith(prefix) && value === value.toLowerCase();
    const read = spelled ? fromHex(value.slice(prefix.length)) : null;
    if (read?.length === length) return read;
    wrong(at, `${length} bytes in lower-case hex${prefix && ` after ${prefix}`}`);
    return new Uint8Array(length);
  };
  const size = (value: unknown, at: string): bigint => {
    const read = typeof value === "string" ? parseSize(value) : null;
    if (read === null) wrong(at, "a decimal number in a string, up to 2^63");
    return read ?? 0n;
  };
  const list = (value: unknown, at: string, longest: number): readonly unknown[] => {
    if (Array.isArray(value) && value.length <= longest) return value;
    wrong(at, `a list of at most ${longest}`);
    return [];
  };
  const path = (value: unknown, at: string): Uint8Array[] => {
    const read = base64(value, MAX_INCLUSION_PATH * HASH_BYTES);
    const hashes = (read?.length ?? Number.NaN) / HASH_BYTES;
    if (!read || !Number.isInteger(hashes) || hashes > MAX_INCLUSION_PATH) {
      wrong(at, `up to ${MAX_INCLUSION_PATH} hashes of 32 bytes in one base64 string`);
      return [];
    }
    return Array.from({ length: hashes }, (_, i) => read.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  };
  return { problems, members, text, name, base64, bytes, hex, size, list, path };
}

export type StrangersReader = ReturnType<typeof strangersReader>;
