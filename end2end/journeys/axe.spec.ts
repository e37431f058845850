// Every page, as those see it who may, is looked at by axe-core: WCAG 2.0 to 2.2 A and AA, and its
// best practices. In both languages and both colour schemes on one engine; the other engine sees
// each page once, because nothing but the store differs.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { browse, visit } from "../support/look";
import { expect, test } from "../support/vecu";
import { views, world } from "../support/world";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PARTS = ["visitor", "patient", "professional", "administrator"] as const;

async function violations(page: Page, where: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  expect(found.passes.length, `${where}: axe looked at something`).toBeGreaterThan(10);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${where}: ${id} (${help}): ${node.target.join(" ")}\n    ${node.html.slice(0, 160)}\n    ${node.any.concat(node.all).map((one) => one.message).join("; ")}`),
  );
}

for (const part of PARTS) {
  for (const locale of ["fr", "en"] as const) {
    test(`no barrier for a ${part}, ${locale}, light and dark @once`, async ({ browser, errors, baseURL }, info) => {
      test.setTimeout(240_000);
      const w = await world(info.project.name, baseURL!, locale);
      const context = await browse(browser, info.project.name, baseURL!, part, { locale });
      const found: string[] = [];
      for (const view of views(w).filter((one) => one.part === part)) {
        const page = await context.newPage();
        await visit(page, view, errors);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await violations(page, `${view.name} (${locale}, ${colorScheme})`)));
        }
        await page.close();
      }
      await context.close();
      expect(found).toEqual([]);
    });
  }
}

test("no barrier on the other engine either", async ({ browser, errors, baseURL }, info) => {
  test.setTimeout(120_000);
  const w = await world(info.project.name, baseURL!);
  const found: string[] = [];
  for (const part of PARTS) {
    const context = await browse(browser, info.project.name, baseURL!, part);
    for (const view of views(w).filter((one) => one.part === part && /thread|feed|community|claims/.test(one.name))) {
      const page = await context.newPage();
      await visit(page, view, errors);
      found.push(...(await violations(page, view.name)));
      await page.close();
    }
    await context.close();
  }
  expect(found).toEqual([]);
});
