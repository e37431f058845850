// What journeys of moderation share: a community with nothing else in its queue, a page looked at, a decision.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { newcomer } from "./newcomer";
import { done, freshId } from "./people";
import { expect } from "./vecu";

/** A community of its own, hosted by somebody new on this page. */
export async function community(page: Page, project: string) {
  const host = await newcomer(page, project, []);
  const name = `Essai ${freshId().slice(-8)}`;
  const to = await done(page.request, "communities.create", {
    name, description: "Une communauté pour les essais, avec une charte complète.", visibility: "open", conditions: "N18",
    owner: "Les Deux Rives", owner_type: "association", funding: "Cotisations et dons.", source_name_0: "Cotisations",
    source_share_0: "100", advertising: "no", objectives: "Rompre l’isolement.", data_use: "Jamais vendues, jamais prêtées.",
    moderation: "Relue sous quatre heures.", consent: "1",
  });
  return { host, slug: /\/c\/([^?#]+)/.exec(to)![1], name };
}

/** No barrier and nothing beside the page, in both colour schemes, from a phone's width on. */
export async function sound(page: Page, where: string) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 390], ["light", 320]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    // All of it at once: what stands under the bar at the bottom just now can be scrolled out from there.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    expect(violations.map(({ id, nodes }) => `${where}, ${colorScheme} ${width}: ${id} ${nodes[0].html.slice(0, 120)}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${where} at ${width}`).toBeLessThanOrEqual(width);
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${where}-${colorScheme}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** Decides the case that is open; reasons where something stays out of sight. */
export async function decide(page: Page, action: string, reasons?: string) {
  await page.locator(".choice label", { has: page.locator("strong").getByText(action, { exact: true }) }).click();
  if (reasons) {
    await page.getByLabel("La règle concernée").selectOption({ label: "Chacun reste à l’abri" });
    await page.getByRole("textbox", { name: "Le motif, dit à la personne" }).fill(reasons);
  }
  await page.getByRole("button", { name: "Décider et prévenir la personne" }).click();
  await expect(page.getByText("La décision est enregistrée.")).toBeVisible();
}
