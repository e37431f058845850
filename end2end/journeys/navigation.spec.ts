// Going about: a hydrated page never loads whole again, back is back, and no address is a dead end.
import { OPEN, newcomer, place } from "../support/newcomer";
import { done, thread } from "../support/people";
import { account, expect, hydrated, signIn, test } from "../support/vecu";

test("links lead on without loading the page again, and back", async ({ page }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const title = `Une promenade (${who.pseudonym})`;
  await done(page.request, "threads.ask", thread({ title, tags: "promenade", circle: "members" }));
  await page.goto("/feed");
  await hydrated(page);
  await page.evaluate(() => Object.assign(window, { __mark: "here" }));
  const heading = (name: string | RegExp) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("link", { name: title }).click();
  await heading(title);
  await page.locator(".crumb a").click();
  await heading(OPEN.name);
  await page.getByRole("link", { name: title }).click();
  await page.locator("article a.chip").click();
  await heading("#promenade");
  await page.getByRole("link", { name: title }).click();
  await page.locator(".who__name").getByRole("link", { name: who.pseudonym }).click();
  await heading(who.pseudonym);
  await page.getByRole("navigation", { name: "Navigation principale" }).getByRole("link", { name: "Moi" }).click();
  await heading("Moi");
  await page.getByRole("link", { name: "Appareils" }).click();
  await expect(page.getByRole("heading", { name: "Mes appareils" })).toBeVisible();

  await page.goBack();
  await page.goBack();
  await heading(who.pseudonym);
  await page.goBack();
  await heading(title);
  await page.goBack();
  await heading("#promenade");
  await page.goForward();
  await heading(title);
  expect(await page.evaluate(() => (window as { __mark?: string }).__mark)).toBe("here");
});

test("back in the feed one is where one was", async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, account(info.project.name, "patient"));
  const link = page.locator(".thread__title a").nth(8);
  await link.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(500);
  await link.click();
  await page.waitForURL("**/t/**");
  await expect(page.locator("article h1")).toBeVisible();
  expect(await page.evaluate(() => scrollY), "a new page begins at its top").toBe(0);
  await page.goBack();
  await expect(link).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before - 300);
});

test("a button pressed twice posts once", async ({ page }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const title = `Deux fois n’est qu’une (${who.pseudonym})`;
  await page.goto(`/ask?community=${OPEN.slug}`);
  await hydrated(page);
  await page.getByLabel("En une phrase").fill(title);
  await page.getByLabel("Racontez").fill("La souris tremble.");
  await page.getByRole("button", { name: "Publier" }).dblclick();
  await page.waitForURL("**/t/**");
  await page.getByLabel("Racontez ce que vous vivez").fill("Une réponse seulement.");
  await page.getByRole("button", { name: "Publier ma réponse" }).dblclick();
  await expect(page.getByText("Votre réponse est publiée. Merci.")).toBeVisible();
  await page.reload();
  await expect(page.locator("article.reply")).toHaveCount(1);
  await page.goto(`/c/${OPEN.slug}?order=new`);
  await expect(page.getByRole("link", { name: title })).toHaveCount(1);
});

test("an address that leads nowhere offers a way on, and back", async ({ page }, info) => {
  await signIn(page, account(info.project.name, "patient"));
  expect((await page.goto("/c/nulle-part"))!.status()).toBe(404);
  await hydrated(page);
  await expect(page.getByRole("heading", { name: "Cette page n’existe pas, ou n’est pas visible pour vous" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
  expect((await page.goto("/t/pas-un-fil"))!.status()).toBe(404);
  expect((await page.goto("/nulle/part"))!.status()).toBe(404);
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: "Voir les communautés" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Communautés" })).toBeVisible();
});

test("what is not open to one says so", async ({ page }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  expect((await page.goto("/admin/claims"))!.status()).toBe(403);
  await hydrated(page);
  await expect(page.getByRole("heading", { name: "Cette action ne vous est pas ouverte" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Revenir à l’accueil" }).click();
  await expect(page.getByText(`Bonjour ${who.pseudonym}.`)).toBeVisible();
});

test("a page for members leads through signing in, and to itself", async ({ page, person }, info) => {
  const other = await person();
  const who = await newcomer(other, info.project.name, [OPEN.slug]);
  expect((await page.goto("/settings/sessions"))!.status()).toBe(401);
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Se connecter" })).toBeVisible();
  await page.getByLabel("Votre adresse électronique").fill(who.email);
  await page.getByLabel("Votre mot de passe").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Se connecter", exact: true }).click();
  await page.waitForURL("**/settings/sessions");
  await expect(page.getByRole("heading", { name: "Mes appareils" })).toBeVisible();
});

test("after an answer that did not come, one tries again", async ({ page, errors }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const title = `Le réseau revient (${who.pseudonym})`;
  const to = place(await done(page.request, "threads.ask", thread({ title })));
  await page.goto("/feed");
  await hydrated(page);
  await page.route("**/api/threads/page**", (route) => route.abort("internetdisconnected"));
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { name: "Le réseau ne répond pas" })).toBeVisible();
  await page.unroute("**/api/threads/page**");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(to));
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED")));
});
