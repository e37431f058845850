// Pictures: brought while one writes, described, seen by those who read the text, and gone with it.
import type { Page } from "@playwright/test";
import { line as lineTo } from "../support/line";
import { CLOSED, newcomer, place } from "../support/newcomer";
import { as, bring, done, freshId, thread } from "../support/people";
import { file, png } from "../support/picture";
import { expect, hydrated, test } from "../support/vecu";

const ALT = "Ma main droite, gonflée aux jointures";

/** The picture that shows this, once it is there as a picture. */
async function seen(page: Page, alt: string) {
  const image = page.getByRole("img", { name: alt });
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth)).toBeGreaterThan(200);
  return image;
}

test("a question with pictures: brought, described, kept in the draft, posted, changed, gone", async ({ page, baseURL }, info) => {
  await newcomer(page, info.project.name, [CLOSED.slug]);
  await page.goto(`/ask?community=${CLOSED.slug}`);
  await hydrated(page);
  await page.locator("#threads-ask-title").fill(`Est-ce une poussée ? ${freshId().slice(-6)}`);
  await page.locator("#threads-ask-body").fill("Voici ma main ce matin.");
  await page.getByLabel("Choisir des images").setInputFiles([
    file("main.png", png(1_600, 1_000)),
    file("page.png", Buffer.from("<html><script>alert(1)</script>")),
    file("soir.png", png(600, 900)),
  ]);
  await expect(page.locator(".pictures-field__one")).toHaveCount(2);
  await expect(page.getByText("« page.png » n’est pas jointe. Ce fichier n’est pas une image que nous savons lire")).toBeVisible();
  await page.getByLabel("Ce qu’on voit sur l’image 1").fill(ALT);

  // The phone is put away, and taken out again.
  await page.reload();
  await hydrated(page);
  await expect(page.getByText("Votre brouillon a été retrouvé")).toBeVisible();
  await expect(page.locator(".pictures-field__one")).toHaveCount(2);
  await expect(page.getByLabel("Ce qu’on voit sur l’image 1")).toHaveValue(ALT);
  await page.getByRole("button", { name: "Retirer l’image 2" }).click();
  await expect(page.locator(".pictures-field__one")).toHaveCount(1);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page).toHaveURL(/\/t\//);
  const image = await seen(page, ALT);
  const address = await image.evaluate((one: HTMLImageElement) => new URL(one.currentSrc).pathname);
  expect(address).toMatch(/\.webp$/);

  // As the server sends it, to a neighbour, to nobody else.
  await page.reload();
  await seen(page, ALT);
  const visitor = await as(info.project.name, baseURL!, "visitor");
  expect((await visitor.get(address)).status()).toBe(404);
  const neighbour = await as(info.project.name, baseURL!, "professional");
  const answer = await neighbour.get(address);
  expect([answer.status(), answer.headers()["content-type"], answer.headers()["cache-control"]]).toEqual([200, "image/webp", "private, no-store"]);

  await hydrated(page);
  await page.getByRole("link", { name: "Modifier" }).first().click();
  await expect(page.getByLabel("Ce qu’on voit sur l’image 1")).toHaveValue(ALT);
  await page.getByLabel("Choisir des images").setInputFiles([file("autre.png", png(500, 500))]);
  await expect(page.locator(".pictures-field__one")).toHaveCount(2);
  await page.getByLabel("Ce qu’on voit sur l’image 2").fill("La même, le soir");
  await page.getByRole("button", { name: "Retirer l’image 1" }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page).toHaveURL(/done=saved/);
  await seen(page, "La même, le soir");
  await expect(page.getByRole("img", { name: ALT })).toHaveCount(0);
  expect((await neighbour.get(address)).status()).toBe(404);
});

test("a reply with four pictures, a fifth too many, and an empty field afterwards", async ({ page, person }, info) => {
  await newcomer(page, info.project.name, [CLOSED.slug]);
  await page.goto(`/c/${CLOSED.slug}`);
  await page.locator(".thread__title a").first().click();
  await hydrated(page);
  const path = new URL(page.url()).pathname;
  const form = page.locator("form", { has: page.getByRole("button", { name: "Publier ma réponse" }) }).last();
  const text = `Quatre vues ${freshId().slice(-6)}`;
  await form.getByRole("textbox").first().fill(text);
  await form.getByLabel("Choisir des images").setInputFiles([1, 2, 3, 4, 5].map((n) => file(`${n}.png`, png(300 + n * 50, 300))));
  await expect(form.locator(".pictures-field__one")).toHaveCount(4);
  await expect(form.getByText("Quatre images au plus")).toBeVisible();
  await form.getByRole("button", { name: "Publier ma réponse" }).click();
  const reply = page.locator(".reply", { hasText: text });
  await expect(reply.getByRole("img", { name: /^Image \d sur 4, sans description$/ })).toHaveCount(4);
  await expect(page.locator(".pictures-field__one")).toHaveCount(0);
  await expect(form.locator("textarea")).toHaveValue("");
  // Somebody else's page without any script shows the same.
  const other = await person({ javaScriptEnabled: false });
  await newcomer(other, info.project.name, [CLOSED.slug]);
  await other.goto(path);
  await expect(other.locator(".reply", { hasText: text }).locator("img")).toHaveCount(4);
});

test("without JavaScript: files go with the form, come back to be described, and are posted", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await newcomer(page, info.project.name, [CLOSED.slug]);
  await page.goto(`/ask?community=${CLOSED.slug}`);
  const title = `Sans script ${freshId().slice(-6)}`;
  await page.locator("#threads-ask-title").fill(title);
  await page.locator('input[type="file"]').setInputFiles([file("main.png", png(800, 600)), file("soir.png", png(300, 300))]);
  await page.getByRole("button", { name: "Joindre sans publier encore" }).click();
  await expect(page.locator("#threads-ask-title")).toHaveValue(title);
  await expect(page.locator(".pictures-field__one img")).toHaveCount(2);
  await page.getByLabel("Ce qu’on voit sur l’image 1").fill(ALT);
  await page.getByLabel("Garder l’image 2").uncheck();
  // What is refused loses no picture.
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await expect(page.getByLabel("Ce qu’on voit sur l’image 1")).toHaveValue(ALT);
  await expect(page.locator(".pictures-field__one")).toHaveCount(1);
  await page.locator("#threads-ask-body").fill("Voici.");
  await page.locator('input[type="file"]').setInputFiles([file("page.png", Buffer.from("%PDF-1.4"))]);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.locator(".error-summary")).toContainText("Ce fichier n’est pas une image");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page).toHaveURL(/\/t\//);
  await seen(page, ALT);
});

test.describe("on a device", () => {
  test.use({ serviceWorkers: "allow" });

  test("a picture that was seen is there without a network, and gone at sign-out", async ({ page, errors, baseURL }, info) => {
    const line = await lineTo(baseURL!);
    await newcomer(page, info.project.name, [CLOSED.slug]);
    const title = `Vue dans le métro ${freshId().slice(-6)}`;
    const opened = Object.entries(thread({ title, community: CLOSED.slug, circle: "members" }));
    const path = place(await done(page.request, "threads.ask", [...opened, ...(await bring(page.request, 900, 600, ALT))]));
    await page.goto(`${line.origin}/feed`);
    await hydrated(page);
    await expect.poll(() => page.evaluate(async () => !!navigator.serviceWorker.controller && !!(await caches.match("/offline")))).toBe(true);
    await page.goto(line.origin + path);
    await hydrated(page);
    await seen(page, ALT);
    const kept = () => page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.endsWith(":pictures"));
      return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, one) => sum + one, 0);
    });
    await expect.poll(kept).toBeGreaterThan(0);

    line.cut = true;
    await page.context().setOffline(true);
    await page.goto(line.origin + path);
    await hydrated(page);
    await seen(page, ALT);

    line.cut = false;
    await page.context().setOffline(false);
    await page.goto(`${line.origin}/settings`);
    await hydrated(page);
    await page.getByRole("main").getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page.getByText("Votre session est fermée sur cet appareil")).toBeVisible();
    expect(await kept()).toBe(0);
    errors.splice(0, errors.length, ...errors.filter((error) => !/ERR_|Failed to fetch|network error/i.test(error)));
    await line.close();
  });
});
