// Four pictures for the README: the feed and a question, wide and on a phone.
import { join } from "node:path";
import { browse } from "../support/look";
import { expect, hydrated, test } from "../support/vecu";

const folder = join(import.meta.dirname, "../../docs/screenshots");
const QUESTION = "Que veut dire « clairance » sur mes résultats d’analyses ?";

for (const [name, page, width, height, dark] of [
  ["feed", "feed", 1280, 900, false],
  ["question", "question", 1280, 1100, false],
  ["feed-390", "feed", 390, 844, false],
  ["question-390-dark", "question", 390, 844, true],
] as const) {
  test(`docs/screenshots/${name}.png`, async ({ browser, baseURL }, info) => {
    const context = await browse(browser, info.project.name, baseURL!, "patient", { width, height, dark });
    const tab = await context.newPage();
    await tab.goto(page === "feed" ? "/feed" : "/c/reins-au-quotidien?order=new");
    await hydrated(tab);
    if (page === "question") {
      await tab.getByRole("link", { name: QUESTION }).click();
      await expect(tab.getByRole("heading", { level: 1, name: QUESTION })).toBeVisible();
      await tab.waitForLoadState("networkidle");
    }
    await tab.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
    await context.close();
  });
}
