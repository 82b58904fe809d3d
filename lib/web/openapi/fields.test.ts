import { describe, expect, it } from "vitest";
import { z } from "zod";
import { reading } from "@/lib/web/fields";
import { curlOf } from "./curl";
import { fieldLines } from "./fields";
import { schemaOfAnswer, schemaOfInput } from "./schemas";

const words = {
  oneOf: (values: string, more: number) => `one of ${values}${more > 0 ? ` and ${more} more` : ""}`,
  listOf: (type: string) => `list of ${type}`,
  objects: "objects",
  or: "or",
};
const lines = (schema: z.ZodType) =>
  fieldLines(schemaOfAnswer(schema), words).map(
    ({ path, type, required }) => `${path}${required ? "" : "?"}: ${type}`,
  );

describe("the fields of a schema, for people", () => {
  it("are one line each, with what lies within others", () => {
    const schema = z.strictObject({
      at: z.number(),
      where: z.strictObject({ site: z.string() }).nullable(),
      units: z.array(z.strictObject({ kind: z.enum(["sgtin", "sscc"]) })),
      note: z.string().optional(),
    });
    expect(lines(schema)).toEqual([
      "at: number",
      "where: object or null",
      "where.site: string",
      "units: list of objects",
      "units[].kind: one of sgtin, sscc",
      "note?: string",
    ]);
  });

  it("are those of either form where a request has two", () => {
    const schema = z.union([z.strictObject({ email: z.string() }), z.strictObject({ key: z.string() })]);
    expect(lines(schema)).toEqual(["email: string", "key: string"]);
  });

  it("name a few of very many values", () => {
    const codes = Array.from({ length: 20 }, (_, i) => `C${i}`);
    expect(lines(z.strictObject({ code: z.enum(codes) }))).toEqual([
      "code: one of C0, C1, C2, C3, C4, C5 and 14 more",
    ]);
  });

  it("are what is sent, not what it becomes", () => {
    const sent = fieldLines(schemaOfInput(z.strictObject({ reading })), words);
    expect(sent.map(({ path }) => path)).toContain("reading.printConfirmed");
  });
});

describe("the example for a terminal", () => {
  it("has a key, an Idempotency-Key where something changes, and quotes that a shell leaves alone", () => {
    const text = curlOf(
      {
        method: "POST",
        path: "/api/v1/shipments/{id}/void",
        params: ["id"],
        kind: "command",
        input: z.unknown(),
        noun: "shipments",
        doc: {
          summary: "x",
          scope: "void-shipment",
          answer: z.unknown(),
          example: { note: "it's", entry: "api" },
        },
      },
      "https://packproof.example",
    );
    expect(text).toBe(
      [
        "curl https://packproof.example/api/v1/shipments/ID/void \\",
        '  -H "Authorization: Bearer $PACKPROOF_KEY" \\',
        '  -H "Idempotency-Key: $(uuidgen)" \\',
        '  -H "Content-Type: application/json" \\',
        "  -d '{",
        `  "note": "it'\\''s",`,
        '  "entry": "api"',
        "}'",
      ].join("\n"),
    );
  });
});
