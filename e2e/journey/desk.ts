import { expect, type Page } from "playwright/test";

/** Signs in as one of the demo's people, by the row a visitor would press. */
export async function signIn(page: Page, person: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: new RegExp(`^${person}`) }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** The JSON of a GET in this page's session. */
export async function ask<Value>(page: Page, path: string): Promise<Value> {
  const response = await page.request.get(path);
  expect(response.ok(), `${path} answers ${response.status()}`).toBe(true);
  return (await response.json()) as Value;
}
