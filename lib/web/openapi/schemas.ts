import { z } from "zod";

export type JsonSchema = { readonly [name: string]: unknown };

/** JSON Schema 2020-12, which is OpenAPI 3.1's, of what a caller sends. */
export const schemaOfInput = (schema: z.ZodType): JsonSchema => plain(schema, "input");

/** Of what a caller gets. Fields may be added to answers, so a caller must not refuse those it does not know. */
export const schemaOfAnswer = (schema: z.ZodType): JsonSchema => plain(schema, "output");

function plain(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (io === "output") delete jsonSchema.additionalProperties;
    },
  });
  return rest as JsonSchema;
}

/** RFC 9457, with what this API adds. */
export const problemSchema: JsonSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string", format: "uri" },
    title: { type: "string", description: "What happened, for a person." },
    status: { type: "integer" },
    detail: { type: "string", description: "What to do next, for a person." },
    code: { type: "string", description: "What happened, for a program. Codes keep their meaning." },
    facts: {
      type: "object",
      description: "What the sentence is about, for a program.",
      additionalProperties: { type: ["string", "number", "boolean", "null"] },
    },
    issues: {
      type: "array",
      description: "With INPUT_INVALID: each field that is missing or wrong.",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
