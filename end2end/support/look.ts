// Opens a page as somebody, in the state in which it is to be looked at.
import { expect, type Browser, type Page } from "@playwright/test";
import { session } from "./people";
import { hydrated, watch } from "./vecu";
import type { View } from "./world";

export type Look = { locale?: "fr" | "en"; width?: number; height?: number; dark?: boolean; javaScript?: boolean };

/** A browser of a part's own, signed in. */
export async function browse(browser: Browser, project: string, baseURL: string, part: View["part"], look: Look = {}) {
  const { locale = "fr", width = 1280, height = 900, dark = false, javaScript = true } = look;
  const context = await browser.newContext({
    baseURL, storageState: await session(project, baseURL, part, locale), locale: locale === "fr" ? "fr-FR" : "en-GB",
    timezoneId: "Europe/Paris", viewport: { width, height }, colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce", javaScriptEnabled: javaScript,
  });
  if (part === "visitor") await context.addCookies([{ name: "vecu_locale", value: locale, url: baseURL }]);
  return context;
}

/** Goes to a view, and opens or refuses what it says. Errors of the console are gathered. */
export async function visit(page: Page, view: View, errors?: string[]) {
  if (errors) watch(page, errors);
  const response = await page.goto(view.path);
  expect(response?.status(), `${view.name}: ${view.path}`).toBe(view.status ?? 200);
  await hydrated(page);
  if (view.then === "open") await openAll(page);
  if (view.then === "refuse") {
    await page.getByRole("main").locator("form .btn--l").first().click();
    await page.locator(".error-summary").waitFor();
  }
  if (view.then === "reply") {
    const composer = page.locator("#reply");
    await composer.locator('input[name="voice"]').last().check();
    await composer.locator("details > summary").first().click();
  }
}

/** Opens every fold that shows. */
export async function openAll(page: Page) {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) if (fold.checkVisibility()) fold.open = true;
  });
}
