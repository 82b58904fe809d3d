import { createTranslator, IntlErrorCode } from "next-intl";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "@/i18n/catalogue.mjs";

type Message = { readonly key: string; readonly text: string };

function flatten(value: unknown, path: readonly string[] = []): readonly Message[] {
  if (typeof value === "string") return [{ key: path.join("."), text: value }];
  if (value === null || typeof value !== "object")
    throw new Error(`${path.join(".")} is neither text nor a group`);
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, [...path, name]));
}

const catalogue = readCatalogue("en");
const messages = flatten(catalogue);

describe("message catalogue", () => {
  it("holds no empty text: a missing word is found here, not by a person", () => {
    expect(messages.filter(({ text }) => text.trim() === "")).toEqual([]);
  });

  it("parses everywhere as ICU, so that no message fails while it is being shown", () => {
    const broken: string[] = [];
    const translate = createTranslator({
      locale: "en-GB",
      messages: catalogue as never,
      onError: (error) => {
        // Arguments and tags are given by the screens; here only the grammar is at stake.
        if (error.code === IntlErrorCode.INVALID_MESSAGE) broken.push(error.message);
      },
      getMessageFallback: ({ key }) => key,
    });
    for (const { key } of messages) translate(key as never);
    expect(broken).toEqual([]);
  });
});
