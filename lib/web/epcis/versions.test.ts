import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DISCOVERY_HEADERS, versionRefusal } from "./versions";

const codeOf = (headers: Record<string, string>, captured: readonly string[] = []) =>
  versionRefusal(new Headers(headers), captured)?.code ?? null;

describe("versions of EPCIS and CBV", () => {
  it.each([
    {},
    { "GS1-EPCIS-Version": "2.0" },
    { "GS1-EPCIS-Version": "2.0.0", "GS1-CBV-Version": "2" },
    { "GS1-EPCIS-Min": "1.2", "GS1-EPCIS-Max": "2.0" },
    { "GS1-CBV-Min": "2.0.0", "GS1-CBV-Max": "10.0" },
  ])("are agreed on where ours is one of them: %j", (headers) => {
    expect(codeOf(headers as Record<string, string>)).toBeNull();
  });

  it.each([
    { "GS1-EPCIS-Version": "1.2" },
    { "GS1-EPCIS-Version": "2.1" },
    { "GS1-EPCIS-Min": "2.0.1" },
    { "GS1-EPCIS-Max": "1.2" },
    { "GS1-CBV-Version": "1.2.2" },
    { "GS1-CBV-Min": "3" },
    { "GS1-CBV-Max": "two" },
  ])("are refused where it is none: %j", (headers) => {
    expect(codeOf(headers as Record<string, string>)).toBe("NOT_ACCEPTABLE");
  });

  it("may be others for what is captured, never for what is answered", () => {
    expect(codeOf({ "GS1-EPCIS-Version": "1.2" }, ["1.2"])).toBeNull();
    expect(codeOf({ "GS1-EPCIS-Max": "1.2" }, ["1.2"])).toBe("NOT_ACCEPTABLE");
  });

  it("say the version of Packproof as its package does", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(DISCOVERY_HEADERS["GS1-Vendor-Version"]).toBe(`packproof-${version}`);
  });
});
