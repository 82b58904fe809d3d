import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postWebhook, publicOnly } from "./post-webhook";
import { openReceiver, type Receiver } from "./testing/receiver";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

const letter = (url: string) => ({ url, headers: { "Content-Type": "application/json" }, body: '{"a":"ä"}' });

describe("posting a letter", () => {
  it("sends it whole and tells the status", async () => {
    receiver.answers.push(202);
    expect(await postWebhook(letter(receiver.url), { anywhere: true })).toEqual({ status: 202 });
    expect(receiver.received.at(-1)).toMatchObject({ path: "/hook", body: '{"a":"ä"}' });
  });

  it("follows no redirect", async () => {
    receiver.answers.push(302);
    expect(await postWebhook(letter(receiver.url), { anywhere: true })).toEqual({ status: 302 });
  });

  it("gives up on a receiver that does not answer", async () => {
    receiver.answers.push(null);
    expect(await postWebhook(letter(receiver.url), { anywhere: true, patience: 50 })).toEqual({
      unreachable: "There was no answer: no answer in time.",
    });
  });

  it("says why where nobody listens", async () => {
    expect(await postWebhook(letter("http://127.0.0.1:1/"), { anywhere: true })).toEqual({
      unreachable: "There was no answer: ECONNREFUSED.",
    });
  });

  it("calls nothing that is not public https, whatever the database holds", async () => {
    const before = receiver.received.length;
    for (const url of [receiver.url, "https://127.0.0.1/", "https://localhost/"])
      expect(await postWebhook(letter(url), { anywhere: false })).toHaveProperty("unreachable");
    expect(receiver.received.length).toBe(before);
  });

  it("connects to no name that leads to an address which is not public", async () => {
    for (const all of [true, false]) {
      const found = await new Promise((resolve) =>
        publicOnly("localhost", { all }, (error) => resolve(error)),
      );
      expect(String((found as { code?: string } | null)?.code)).toBe(
        "the name leads to an address that is not public",
      );
    }
  });
});
