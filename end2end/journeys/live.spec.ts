// Alive: what others write arrives while one reads, and never moves what is being read.
import { OPEN, newcomer } from "../support/newcomer";
import { as, done, reply, submit, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";
import type { Page } from "@playwright/test";

/** Waits until the page's browser hears what happens. */
const listening = (page: Page) => page.waitForResponse((response) => new URL(response.url()).pathname === "/live");

const bar = (page: Page) => page.locator(".live-zone button");

test("new replies wait behind a bar, and what was typed stays", async ({ page }, info) => {
  const { baseURL = "" } = info.project.use;
  await page.setViewportSize({ width: 390, height: 844 });
  await newcomer(page, info.project.name, [OPEN.slug]);
  const other = await as(info.project.name, baseURL, "patient");
  const to = await done(other, "threads.ask", thread({ title: "Ce qui arrive pendant la lecture", circle: "members" }));
  const id = to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "";
  await done(other, "threads.reply", reply(id, { body: "La première, déjà là." }));
  const heard = listening(page);
  await page.goto(`/t/${id}`);
  await hydrated(page);
  await heard;
  const composer = page.locator("#reply textarea");
  await composer.fill("Ce que je suis en train d’écrire.");
  const there = page.locator(".reply").first();
  const before = await there.boundingBox();

  for (const n of [1, 2, 3]) await done(other, "threads.reply", reply(id, { body: `Arrivée ${n}.` }));
  await expect(bar(page)).toHaveText("3 nouvelles réponses. Afficher");
  expect(await there.boundingBox(), "nothing moved").toEqual(before);
  await expect(page.getByText("Arrivée 1.")).toHaveCount(0);

  await bar(page).click();
  await expect(page.getByText("Arrivée 3.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "4 réponses" })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await expect(composer).toHaveValue("Ce que je suis en train d’écrire.");
  await expect(page.locator(".reply", { hasText: "Arrivée 1." })).toBeFocused();

  // One's own reply needs no bar.
  await composer.fill("La mienne.");
  await page.locator("#reply").getByRole("button", { name: /^(Publier|Répondre)/ }).click();
  await expect(page.locator(".reply", { hasText: "La mienne." })).toBeVisible();
  await page.waitForTimeout(600);
  await expect(bar(page)).toHaveCount(0);
});

test("reactions are counted where they stand, and what is deleted goes at once", async ({ page, person }, info) => {
  const { baseURL = "" } = info.project.use;
  const other = await as(info.project.name, baseURL, "patient");
  const reacts = await as(info.project.name, baseURL, "professional");
  const to = await done(other, "threads.ask", thread({ title: "Des réactions en direct", circle: "public" }));
  const id = to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "";
  const written = reply(id, { body: "Un mot qui touche." });
  await done(other, "threads.reply", written);
  await newcomer(page, info.project.name, [OPEN.slug]);
  const visitor = await person();
  for (const reader of [page, visitor]) {
    const heard = listening(reader);
    await reader.goto(`/t/${id}`);
    await hydrated(reader);
    await heard;
  }
  await done(reacts, "threads.react", { thread: id, reply: written.id, reaction: "courage" });
  for (const reader of [page, visitor]) {
    await expect(reader.locator(`#r-${written.id} .react__sum`)).toContainText("Courage 1");
  }
  await done(other, "threads.delete_reply", { reply: written.id });
  for (const reader of [page, visitor]) {
    await expect(reader.locator(`#r-${written.id}`)).toHaveText("Cette réponse n’est plus là.");
    await expect(reader.getByText("Un mot qui touche.")).toHaveCount(0);
  }
});

test("several tabs hold one stream, and each hears what it has open", async ({ page, context, errors }, info) => {
  const { baseURL = "" } = info.project.use;
  const other = await as(info.project.name, baseURL, "patient");
  const ids: string[] = [];
  for (const n of [1, 2]) {
    const to = await done(other, "threads.ask", thread({ title: `Onglet numéro ${n}`, circle: "public" }));
    ids.push(to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "");
  }
  await newcomer(page, info.project.name, [OPEN.slug]);
  let open = 0;
  context.on("request", (request) => (open += new URL(request.url()).pathname === "/live" ? 1 : 0));
  context.on("requestfinished", (request) => (open -= new URL(request.url()).pathname === "/live" ? 1 : 0));
  context.on("requestfailed", (request) => (open -= new URL(request.url()).pathname === "/live" ? 1 : 0));
  const tabs = [page, await context.newPage(), await context.newPage()];
  await tabs[0].goto(`/t/${ids[0]}`);
  await tabs[1].goto(`/t/${ids[1]}`);
  await tabs[2].goto("/feed");
  for (const tab of tabs) await hydrated(tab);
  await expect.poll(() => open).toBe(1);
  await page.waitForTimeout(500);
  expect(open, "one for three tabs").toBe(1);
  for (const id of ids) await done(other, "threads.reply", reply(id, {}));
  await expect(bar(tabs[0])).toHaveText("1 nouvelle réponse. Afficher");
  await expect(bar(tabs[1])).toHaveText("1 nouvelle réponse. Afficher");
  await expect(bar(tabs[2])).toHaveText("Du nouveau dans 2 fils. Afficher");

  // The tab that held the stream is closed: another takes over, and nothing is missed.
  await tabs[0].close();
  await done(other, "threads.reply", reply(ids[1], {}));
  await expect(bar(tabs[1])).toHaveText("2 nouvelles réponses. Afficher");
  await bar(tabs[2]).click();
  await expect(tabs[2].locator(".thread__title").first()).toHaveText("Onglet numéro 2");
  expect(errors).toEqual([]);
});

test("a thread that is narrowed closes for those outside", async ({ page }, info) => {
  const { baseURL = "" } = info.project.use;
  const professional = await as(info.project.name, baseURL, "professional");
  await newcomer(page, info.project.name, [OPEN.slug]);
  const to = await done(professional, "threads.ask", thread({ title: "Ouvert, puis entre soignants", circle: "members" }));
  const id = to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "";
  const heard = listening(page);
  await page.goto(`/t/${id}`);
  await hydrated(page);
  await heard;
  const answer = await submit(professional, "threads.narrow", { thread: id, circle: "professionals" });
  expect(answer.status).toBe(200);
  await expect(page.getByRole("heading", { name: "Cette page n’existe pas" })).toBeVisible();
  await expect(page.getByText("Ouvert, puis entre soignants")).toHaveCount(0);
});
