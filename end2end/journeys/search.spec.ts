// Search: found two years later, with a typing error, without accents, by those who may read it.
import { CLOSED, OPEN, newcomer } from "../support/newcomer";
import { as, done, freshId, reply, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";

/** A word that nobody else writes: letters alone, so that a typing error in it is one. */
const rare = () => `zybra${freshId().replace(/[^a-z]/g, "").slice(-7)}`;

test("what was said is found, in its place, however it is typed", async ({ page }, info) => {
  const { baseURL = "" } = info.project.use;
  await page.setViewportSize({ width: 390, height: 844 });
  await newcomer(page, info.project.name, [OPEN.slug]);
  const other = await as(info.project.name, baseURL, "professional");
  const word = rare();
  const to = await done(other, "threads.ask", thread({ title: `Éviter la ${word} le soir`, body: "Une question de saison.", circle: "members" }));
  const id = to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "";
  const written = reply(id, { body: `Ma ${word} à moi s’est calmée avec une écharpe.` });
  await done(other, "threads.reply", written);

  await page.goto("/feed");
  await hydrated(page);
  await page.evaluate(() => Object.assign(window, { __mark: "here" }));
  await page.locator(".top").getByRole("link", { name: "Chercher" }).click();
  await expect(page.getByText("Cherchez comme vous parlez")).toBeVisible();
  const field = page.getByLabel("Un mot, une maladie, un #mot-dièse");
  const results = page.locator("ol.rows > li");
  // Indexed within two seconds of being posted.
  await expect(async () => {
    await field.fill(`ecarpe ${word}`);
    await field.press("Enter");
    await expect(results.first()).toContainText(`Éviter la ${word} le soir`, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await expect(page.getByText("Personne n’a écrit « ecarpe ». Voici ce qui concerne « écharpe ».")).toBeVisible();
  await expect(results.first().locator("mark").first()).toHaveText(word);
  await results.first().getByRole("link").first().click();
  await expect(page.locator(`#r-${written.id}`)).toBeInViewport();
  expect(await page.evaluate(() => (window as { __mark?: string }).__mark), "no page was loaded whole").toBe("here");

  // Narrowed: only waiting questions, and this is a discussion.
  await page.goBack();
  await page.getByText("Filtrer", { exact: true }).click();
  await page.getByLabel("Réponses").selectOption("no");
  await page.getByRole("button", { name: "Appliquer les filtres" }).click();
  await expect(page.getByRole("heading", { name: /^Rien pour/ })).toBeVisible();
});

test("nobody finds what their circle does not allow, without JavaScript as well", async ({ person }, info) => {
  const { baseURL = "" } = info.project.use;
  const host = await as(info.project.name, baseURL, "professional");
  const word = rare();
  await done(host, "threads.ask", thread({ title: `Le mot ${word}`, community: CLOSED.slug, circle: "members" }));
  const member = await person({ javaScriptEnabled: false });
  await newcomer(member, info.project.name, [CLOSED.slug]);
  const visitor = await person({ javaScriptEnabled: false });
  const found = async () => (await (await host.get(`/api/search/find?q=${word}&community=&kind=&answered=&voice=&since=&page=0`)).json()).found.length;
  await expect.poll(found).toBe(1);
  await member.goto(`/search?q=${word}`);
  await expect(member.locator("ol.rows > li")).toHaveCount(1);
  await visitor.goto("/search");
  await visitor.getByLabel("Un mot, une maladie, un #mot-dièse").fill(word);
  await visitor.getByRole("button", { name: "Lancer la recherche" }).click();
  await expect(visitor.getByRole("heading", { name: /^Rien pour/ })).toBeVisible();
});

test("what is like a question shows while it is written", async ({ page }, info) => {
  const { baseURL = "" } = info.project.use;
  await newcomer(page, info.project.name, [OPEN.slug]);
  const other = await as(info.project.name, baseURL, "professional");
  const word = rare();
  await done(other, "threads.ask", thread({ title: `Voyager avec une ${word}`, body: "Le train, l’avion.", circle: "members" }));
  await page.waitForTimeout(2_000);
  await page.goto(`/ask?community=${OPEN.slug}`);
  await hydrated(page);
  await page.getByLabel("En une phrase").fill(`Peut-on voyager en train avec une ${word} ?`);
  const panel = page.getByRole("region", { name: "On en a déjà parlé ?" });
  await expect(panel.getByRole("link", { name: `Voyager avec une ${word}` })).toBeVisible();
});
