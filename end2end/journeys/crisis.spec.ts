// Help at once: beside a text that calls for it, while it is written and after it was posted.
import AxeBuilder from "@axe-core/playwright";
import { OPEN, newcomer } from "../support/newcomer";
import { expect, hydrated, test } from "../support/vecu";

test("help comes beside the words, blocks nothing, and is there after posting", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await newcomer(page, info.project.name, [OPEN.slug]);
  await page.goto(`/ask?community=${OPEN.slug}&kind=discussion`);
  await hydrated(page);
  const help = page.getByRole("region", { name: "De l’aide, maintenant" });
  const story = page.getByLabel("Racontez");
  await story.fill("Mes nuits sont longues et je dors mal depuis l’été.");
  await expect(page.locator(".preview")).toBeVisible();
  await expect(help).toHaveCount(0);
  await story.fill("Mes nuits sont longues. Je ne veux plus vivre comme ça.");
  await expect(help).toBeVisible();
  await expect(help.getByRole("link", { name: "3114" })).toHaveAttribute("href", "tel:3114");
  await expect(help.getByRole("link", { name: "114 par SMS" })).toHaveAttribute("href", "sms:114");
  await expect(help).toContainText("rien n’est bloqué");
  // The title is looked at too, and what no longer calls for help shows none.
  await story.fill("Mes nuits sont longues et je dors mal depuis l’été.");
  await expect(help).toHaveCount(0);
  await page.getByLabel("En une phrase").fill("Je ne veux plus vivre comme ça");
  await expect(help).toBeVisible();
  await story.fill("Mes nuits sont longues. Je ne veux plus vivre comme ça.");
  const looked = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).include(".crisis").analyze();
  expect(looked.passes.length).toBeGreaterThan(3);
  expect(looked.violations.map(({ id }) => id)).toEqual([]);
  await page.getByLabel("En une phrase").fill("Des nuits trop longues");
  await page.getByRole("button", { name: /^Publier/ }).click();
  await expect(page).toHaveURL(/\/t\//);
  await expect(help).toBeVisible();
  await expect(page.getByRole("heading", { name: "Des nuits trop longues" })).toBeVisible();

  // A text that is changed into a call for help: while it is changed, and afterwards.
  await page.goto(`${page.url().split(/[?#]/)[0]}/edit`);
  await hydrated(page);
  await page.getByLabel("Racontez").fill("Mes nuits sont longues.");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page).toHaveURL(/\/t\/[^/]+$/);
  await expect(help).toHaveCount(0);
  await page.goto(`${page.url().split(/[?#]/)[0]}/edit`);
  await hydrated(page);
  await page.getByLabel("En une phrase").fill("Je ne veux plus vivre");
  await expect(help).toBeVisible();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page).toHaveURL(/\/t\/[^/]+$/);
  await expect(help).toBeVisible();
});

test("without JavaScript help is there after posting", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await newcomer(page, info.project.name, [OPEN.slug]);
  await page.goto(`/ask?community=${OPEN.slug}&kind=discussion`);
  await page.getByLabel("En une phrase").fill("Ce soir");
  await page.getByLabel("Racontez").fill("J’ai une douleur dans la poitrine qui descend dans le bras gauche.");
  await page.getByRole("button", { name: /^Publier/ }).click();
  await expect(page).toHaveURL(/\/t\//);
  const help = page.getByRole("region", { name: "De l’aide, maintenant" });
  await expect(help).toContainText("Ces signes méritent un appel au 15");
});
