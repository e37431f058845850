// A host speaks to the whole community, members hear of it, and what matters stands first; a tag is
// followed wherever it is used. With and without JavaScript.
import { OPEN, newcomer, place } from "../support/newcomer";
import { as, community as opening, done, freshId, thread } from "../support/people";
import { account, expect, hydrated, signIn, test } from "../support/vecu";

test("a host announces and pins; a member sees it first and hears of it", async ({ person, page, errors }, info) => {
  const project = info.project.name;
  const member = await person({ viewport: { width: 390, height: 844 } });
  await newcomer(member, project, [OPEN.slug]);
  const title = `Café du samedi ${freshId().slice(-6)}`;

  await signIn(page, account(project, "administrator"));
  await page.goto(`/c/${OPEN.slug}`);
  await hydrated(page);
  await page.getByRole("link", { name: "Publier une annonce" }).click();
  await expect(page.getByRole("radio", { name: /Une annonce/ })).toBeChecked();
  await page.getByLabel("En une phrase").fill(title);
  await page.getByLabel("Racontez").fill("Venez comme vous êtes, dix minutes ou deux heures.");
  await page.getByRole("radio", { name: /Membres et professionnels/ }).check();
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.locator("main").getByText("Annonce", { exact: true })).toBeVisible();
  const address = place(page.url());

  // What one announces is told to those who belong there.
  await member.goto("/notices");
  await hydrated(member);
  const { pseudonym } = account(project, "administrator");
  await expect(async () => {
    await member.reload();
    await expect(member.locator(".note").first()).toContainText(`${pseudonym} a une annonce pour votre communauté`, { timeout: 2_000 });
  }).toPass();
  await expect(member.locator(".note").first()).toContainText(title);
  await member.goto(`/c/${OPEN.slug}`);
  const first = member.getByRole("region", { name: "À lire d’abord" });
  await expect(first.getByRole("link", { name: title })).toBeVisible();
  await expect(first.getByText(/^Épinglé · Discussion/)).toBeVisible();
  await expect(member.getByRole("region", { name: "Discussions et questions" }).getByRole("link", { name: title })).toHaveCount(0);
  await first.getByRole("link", { name: title }).click();
  await expect(member.getByRole("button", { name: "Fermer les réponses" })).toHaveCount(0);
  await expect(member.getByRole("button", { name: "Publier ma réponse" })).toBeVisible();

  // Pinned it stands before; closed it takes no more replies.
  await page.getByRole("button", { name: "Épingler dans la communauté" }).click();
  await expect(page.getByRole("button", { name: "Ne plus épingler" })).toBeVisible();
  await page.getByRole("button", { name: "Fermer les réponses" }).click();
  await expect(page.getByRole("button", { name: "Rouvrir les réponses" })).toBeVisible();
  await member.goto(address);
  await expect(member.getByText("Les hôtes ont fermé les réponses à cette annonce.")).toBeVisible();
  await expect(member.getByRole("button", { name: "Publier ma réponse" })).toHaveCount(0);
  await member.goto(`/c/${OPEN.slug}`);
  await expect(first.getByText(/^Épinglé · Annonce/)).toBeVisible();
  await page.getByRole("button", { name: "Ne plus épingler" }).click();
  await expect(page.getByRole("button", { name: "Épingler dans la communauté" })).toBeVisible();
  expect(errors).toEqual([]);
});

test("three threads are pinned and no more; it is said in words, without JavaScript", async ({ person }, info) => {
  const { baseURL = "" } = info.project.use;
  const host = await as(info.project.name, baseURL, "administrator");
  const community = `essai-${freshId().slice(-8).toLowerCase().replace(/[^a-z0-9]/g, "x")}`;
  await done(host, "communities.create", opening({ name: community }));
  const page = await person({ javaScriptEnabled: false });
  await signIn(page, account(info.project.name, "administrator"), false);
  for (let n = 1; n <= 4; n++) {
    const one = thread({ community, title: `Fil à épingler, numéro ${n}` });
    await done(host, "threads.ask", one);
    await page.goto(`/t/${one.id}`);
    await page.getByRole("button", { name: "Épingler dans la communauté" }).click();
    if (n <= 3) await expect(page.getByRole("button", { name: "Ne plus épingler" })).toBeVisible();
    else await expect(page.getByText("3 au plus.")).toBeVisible();
  }
  await page.goto(`/c/${community}`);
  const first = page.getByRole("region", { name: "À lire d’abord" });
  await expect(first.getByRole("heading", { level: 3 })).toHaveText([1, 2, 3].map((n) => `Fil à épingler, numéro ${n}`));
});

for (const javaScriptEnabled of [true, false]) {
  test(`a tag is followed across communities, JavaScript ${javaScriptEnabled}`, async ({ person }, info) => {
    const { baseURL = "" } = info.project.use;
    const patient = await as(info.project.name, baseURL, "patient");
    const tag = `suivi ${freshId().slice(-6).toLowerCase()}`;
    const key = tag.replace(" ", "-");
    await done(patient, "threads.ask", thread({ title: "Un premier fil de ce mot", tags: `${tag}, fatigue` }));
    await done(patient, "threads.ask", thread({ title: "Un fil pour les membres", tags: tag, circle: "members" }));
    const page = await person({ javaScriptEnabled });
    await page.goto(`/tags/${key}`);
    await expect(page.getByText("1 fil, dans 1 communauté.")).toBeVisible();
    await expect(page.getByRole("link", { name: "fatigue" })).toBeVisible();
    await newcomer(page, info.project.name, [OPEN.slug]);
    await page.goto(`/tags/${key}`);
    if (javaScriptEnabled) await hydrated(page);
    await expect(page.getByText("2 fils, dans 1 communauté.")).toBeVisible();
    await page.getByRole("button", { name: "Suivre ce mot-dièse" }).click();
    await page.getByRole("button", { name: "Ne plus suivre" }).click();
    await expect(page.getByRole("button", { name: "Suivre ce mot-dièse" })).toBeVisible();
  });
}

test("what machines read makes no noise and runs nothing", async ({ page, errors }) => {
  await page.goto(`/c/${OPEN.slug}`);
  await hydrated(page);
  await expect(page.locator('link[rel="alternate"][type="application/atom+xml"]')).toHaveAttribute("href", new RegExp(`/c/${OPEN.slug}/atom.xml$`));
  await page.getByRole("region", { name: "Discussions et questions" }).getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await page.reload();
  await hydrated(page);
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")["@context"]).toBe("https://schema.org");
  expect(errors).toEqual([]);
});
