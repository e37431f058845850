// Every page, as those see it who may, is looked at by axe-core: WCAG 2.0 to 2.2 A and AA, and its
// best practices. In both languages and both colour schemes on one engine; the other engine sees a
// few pages, because nothing but the store differs.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { browse, visit } from "../support/look";
import { expect, test } from "../support/vecu";
import { names, view, world } from "../support/world";

// Traces keep every page of hundreds: they cost more than the tests.
test.use({ trace: "off" });

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page: Page, where: string, only?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  const found = await (only ? builder.withRules([only]) : builder.withTags(RULES)).analyze();
  expect(found.passes.length, `${where}: axe looked at something`).toBeGreaterThan(only ? 0 : 10);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${where}: ${id} (${help}): ${node.target.join(" ")}\n    ${node.html.slice(0, 160)}\n    ${node.any.concat(node.all).map((one) => one.message).join("; ")}`),
  );
}

for (const { name, part } of names()) {
  for (const locale of ["fr", "en"] as const) {
    test(`no barrier: ${name}, ${part}, ${locale} @once`, async ({ browser, errors, baseURL }, info) => {
      test.setTimeout(120_000);
      const w = await world(info.project.name, baseURL!, locale);
      const context = await browse(browser, info.project.name, baseURL!, part, { locale });
      const page = await context.newPage();
      await visit(page, view(w, name), errors);
      expect(await page.locator("html").getAttribute("lang")).toBe(locale);
      const found = await violations(page, "light");
      // Dark changes colours alone, and colours do not depend on the language.
      if (locale === "fr") {
        await page.emulateMedia({ colorScheme: "dark" });
        // Until two frames are drawn, some elements still compute to the colours before.
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        found.push(...(await violations(page, "dark", "color-contrast")));
      }
      await context.close();
      expect(found).toEqual([]);
    });
  }
}

for (const name of ["open community", "thread", "own thread, all open", "professional’s feed", "claims"]) {
  test(`no barrier on either engine: ${name}`, async ({ browser, errors, baseURL }, info) => {
    test.setTimeout(120_000);
    const one = view(await world(info.project.name, baseURL!), name);
    const context = await browse(browser, info.project.name, baseURL!, one.part);
    const page = await context.newPage();
    await visit(page, one, errors);
    expect(await violations(page, name)).toEqual([]);
    await context.close();
  });
}
