import { describe, expect, it } from "vitest";
import { isPublicAddress, webhookTarget } from "./webhook-target";

describe("where events are sent", () => {
  it.each([
    "https://erp.example.com/epcis?site=1",
    "https://erp.example.com:8443/",
    "https://1.1.1.1/",
    "https://[2606:4700::1111]/",
  ])("is %s, on the public internet", (url) => {
    expect(webhookTarget(url, { anywhere: false }).ok).toBe(true);
  });

  it.each([
    "http://erp.example.com/",
    "ftp://erp.example.com/",
    "erp.example.com",
    "https://user:secret@erp.example.com/",
    "https://erp.example.com/#here",
    "https://localhost/",
    "https://localhost./",
    "https://db.internal/",
    "https://printer.local/",
    "https://intranet/",
    "https://127.0.0.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://127.1/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://[64:ff9b::a00:1]/",
    "https://[2002:a00:1::]/",
    `https://erp.example.com/${"x".repeat(2_000)}`,
  ])("is never %s", (url) => {
    expect(webhookTarget(url, { anywhere: false })).toMatchObject({ refusal: { code: "DEST" } });
  });

  it("may be the own computer where the installation is a demonstration", () => {
    expect(webhookTarget("http://127.0.0.1:8080/hook", { anywhere: true }).ok).toBe(true);
    expect(webhookTarget("file:///etc/passwd", { anywhere: true }).ok).toBe(false);
  });

  it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.167.1.1", "2a00:1450::1"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    "0.0.0.0",
    "100.64.1.1",
    "172.16.0.1",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "ff02::1",
    "2001:db8::1",
    "not one",
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
