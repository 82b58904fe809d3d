import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "playwright/test";
import { ask, signIn } from "./desk";

type Delivery = { readonly delivery: { readonly lines: readonly { readonly link: string }[] } };

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
}

/** The hospital receives what the wholesaler sent yesterday, and one pack of it is crushed. */
async function receiveOneDamaged(page: Page): Promise<string> {
  await page.goto("/deliveries");
  const row = page.getByRole("row", { name: /Brenner & Soll.*On its way/ }).first();
  const href = await row.getByRole("link").getAttribute("href");
  const id = href?.slice(-36) ?? "";
  const { delivery } = await ask<Delivery>(page, `/api/v1/shipments/${id}`);
  const links = delivery.lines.map(({ link }) => link);
  const received = await page.request.post(`/api/v1/shipments/${id}/receipt`, {
    headers: { "Idempotency-Key": `difference-${id}`, Origin: new URL(page.url()).origin },
    data: {
      scans: links,
      reportMissing: false,
      problems: [{ kind: "damaged", link: links[0], note: "Crushed on one corner" }],
      entry: "camera",
    },
  });
  expect(received.status()).toBe(200);
  return id;
}

/** What came damaged goes back because both sides said so, and each saw before what saying so does. */
test("Ines proposes to send a damaged unit back, Paul agrees, and she ships it", async ({ browser }) => {
  const contexts = [await browser.newContext(), await browser.newContext()] as const;
  const [ines, paul] = [await contexts[0].newPage(), await contexts[1].newPage()];
  await signIn(ines, "Ines");
  const id = await receiveOneDamaged(ines);

  await ines.goto("/deliveries");
  await ines.getByRole("link", { name: /not settled/ }).click();
  await ines.getByRole("link", { name: /is damaged/ }).click();
  await expect(ines.getByRole("heading", { level: 1 })).toContainText("is damaged");
  await ines.getByRole("button", { name: "Propose it to Brenner & Soll" }).click();
  await expect(ines.getByText("Choose what should become of it.")).toBeVisible();
  await ines.getByRole("radio", { name: /You ship it back to Brenner & Soll/ }).check();
  await ines.getByLabel("A word to Brenner & Soll").fill("We can't hand this out.");
  await expectAccessible(ines);
  await ines.getByRole("button", { name: "Propose it to Brenner & Soll" }).click();
  await expect(ines.getByText("Waiting for Brenner & Soll")).toBeVisible();

  await signIn(paul, "Paul");
  await paul.goto("/deliveries/differences");
  const answers = paul.getByRole("region", { name: "Your answer, please" });
  await answers.getByRole("link", { name: /is damaged/ }).click();
  await expect(paul.getByText("Klinikum Salzachtal ships it back to you as a return.")).toBeVisible();
  await expect(paul.getByText("We can't hand this out.")).toBeVisible();
  await paul.getByLabel("A word to Klinikum Salzachtal").first().fill("Send it with the next lorry.");
  await expectAccessible(paul);
  await paul.getByRole("button", { name: "Agree: Sent back" }).click();
  await expect(paul.getByText("Agreed. Klinikum Salzachtal does it")).toBeVisible();

  await ines.reload();
  await ines.getByRole("button", { name: "Ship it back" }).click();
  await expect(ines.getByText("Settled: Sent back")).toBeVisible();
  await ines.goto("/deliveries/differences");
  await expect(ines.locator(`a[href^="/deliveries/${id}/differences"]`)).toHaveCount(0);
  await paul.goto("/deliveries");
  await expect(paul.getByRole("row", { name: /Klinikum Salzachtal.*On its way/ }).first()).toBeVisible();
  await Promise.all(contexts.map((context) => context.close()));
});
