// Nothing here touches the mouse: Tab, Space, Enter and arrows are enough, and one always sees where
// one is.
import type { Locator, Page } from "@playwright/test";
import { OPEN, newcomer } from "../support/newcomer";
import { account, expect, hydrated, test } from "../support/vecu";

/** Whether what has the focus shows it: an outline around it, or around its label. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement!;
    const around = [focused, ...focused.querySelectorAll("*"), focused.nextElementSibling, focused.parentElement];
    return around.some((one) => {
      if (!one) return false;
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    });
  });

/** Presses Tab until there, and sees the focus at every stop. */
async function tabTo(page: Page, there: Locator) {
  for (let stop = 0; stop < 150; stop += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
    expect(await shown(page), `the focus is seen at ${where}`).toBe(true);
    if (await there.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("Tab never came there");
}

test("the skip link leads past the navigation", async ({ page }) => {
  await page.goto("/communities");
  await hydrated(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("#content")!.contains(document.activeElement))).toBe(true);
});

test("signing in with the keyboard", async ({ page }, info) => {
  const who = account(info.project.name, "patient");
  await page.goto("/sign-in");
  await hydrated(page);
  await tabTo(page, page.getByLabel("Votre adresse électronique"));
  await page.keyboard.type(who.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("ce n’est pas le bon");
  await page.keyboard.press("Enter");
  await expect(page.locator(".error-summary")).toBeFocused();
  await tabTo(page, page.getByLabel("Votre mot de passe"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type(who.password);
  await tabTo(page, page.getByRole("main").getByRole("button", { name: "Se connecter", exact: true }));
  await page.keyboard.press("Space");
  await page.waitForURL("**/feed**");
});

test("asking and replying with the keyboard", async ({ page }, info) => {
  test.setTimeout(120_000);
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const title = `Sans souris, comment faites-vous ? (${who.pseudonym})`;
  await page.goto("/feed");
  await hydrated(page);

  await tabTo(page, page.getByRole("link", { name: "Question", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Que voulez-vous partager ?" })).toBeVisible();
  await expect(page.locator("#content"), "a new page begins at its content").toBeFocused();

  await tabTo(page, page.getByRole("radio", { name: /Une question/ }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /Une discussion/ })).toBeChecked();
  await tabTo(page, page.getByLabel("Racontez"));
  await page.keyboard.type("Mes mains tremblent, le clavier me va mieux.");
  await tabTo(page, page.getByRole("radio", { name: /Membres et professionnels vérifiés/ }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /Malades et proches/ })).toBeChecked();
  await expect(page.getByText(`Sera visible par les malades et les proches de ${OPEN.name}.`)).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Publier" }));
  await page.keyboard.press("Enter");

  await expect(page.locator(".error-summary"), "after a refusal one is told why").toBeFocused();
  await tabTo(page, page.locator(".error-summary a").first());
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("En une phrase"), "and led to the field").toBeFocused();
  await page.keyboard.type(title);
  await tabTo(page, page.getByRole("button", { name: "Publier" }));
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.locator("#content")).toBeFocused();
  await tabTo(page, page.getByLabel("Racontez ce que vous vivez"));
  await page.keyboard.type("Je me réponds, pour voir.");
  await tabTo(page, page.getByRole("button", { name: "Publier ma réponse" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: who.pseudonym }).filter({ hasText: "pour voir" }), "after a reply one is at it").toBeFocused();
  await page.waitForTimeout(1_000);
  await expect(page.getByRole("article", { name: who.pseudonym }).filter({ hasText: "pour voir" }), "and stays there").toBeFocused();
});
