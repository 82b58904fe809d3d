import type { Logger } from "pino";
import { describe, expect, it } from "vitest";
import { problem } from "./problem";
import { scrub, unexpected } from "./unexpected";

const SERIAL = "A7K29QX4410Z";

describe("an unexpected error", () => {
  it("tells the client a reference and nothing else; the log gets no serial and no secret", async () => {
    const logged: object[] = [];
    const logger = { error: (fields: object) => logged.push(fields) } as unknown as Logger;
    const error = new Error(
      `duplicate key value violates unique constraint "epc_link_key"\nDetail: Key (link)=(https://id.gs1.org/01/09520101100016/21/${SERIAL}) already exists at postgresql://web:hunter2@db:5432/x`,
    );
    const response = problem(
      unexpected(logger, new Request(`http://localhost/api/v1/packs/trace?link=${SERIAL}`), error),
    );
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toMatch(new RegExp(`${SERIAL}|duplicate|epc_link|hunter2| at `));
    const entry = JSON.stringify(logged);
    expect(entry).toContain("violates unique constraint");
    expect(entry).toContain("/api/v1/packs/trace");
    expect(entry).not.toMatch(new RegExp(`${SERIAL}|09520101100016|hunter2`));
    const { reference } = JSON.parse(body).facts;
    expect(reference).toMatch(/^[0-9a-f]{8}$/);
    expect(entry).toContain(reference);
  });

  it.each(['value "X1" is bad', "value 'X1'", "(X1)", "`X1`", "AB12345"])(
    "takes the value out of %s",
    (text) => {
      expect(scrub(text)).not.toMatch(/X1|12345/);
    },
  );
});
