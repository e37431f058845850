// Who reads what, in the browser: what is not for somebody does not exist for them, on no page.
import type { Page } from "@playwright/test";
import { CLOSED, OPEN, newcomer, place } from "../support/newcomer";
import { done, thread } from "../support/people";
import { account, expect, hydrated, signIn, test } from "../support/vecu";

const GONE = "Cette page n’existe pas, ou n’est pas visible pour vous";

/** Looks wherever the thread could show, asked for whole and reached by a link. */
async function sees(page: Page, to: string, title: string, tag: string, author: string, community: string): Promise<boolean> {
  const seen = new Set<boolean>();
  for (const path of [`/c/${community}?order=new`, "/feed?order=new&all=1", `/tags/${tag}`, author]) {
    await page.goto(path);
    await hydrated(page);
    seen.add((await page.getByRole("link", { name: title }).count()) > 0);
    expect((await page.content()).includes(title), `${path} as it came`).toBe([...seen].at(-1)!);
  }
  const status = (await page.goto(to))!.status();
  await hydrated(page);
  const there = (await page.getByRole("heading", { level: 1, name: title }).count()) > 0;
  expect(status).toBe(there ? 200 : 404);
  if (!there) await expect(page.getByRole("heading", { level: 1, name: GONE })).toBeVisible();
  seen.add(there);
  expect(seen.size, "every page says the same").toBe(1);
  return there;
}

test("what patients say among themselves, no professional sees", async ({ page, person }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const author = await newcomer(page, project, [OPEN.slug]);
  const tag = `entre-nous-${Date.now()}`;
  const title = `Ce que je ne dis pas au médecin (${author.pseudonym})`;
  const to = place(await done(page.request, "threads.ask", thread({ title, tags: tag, circle: "patients" })));
  await page.goto(to);
  const profile = await page.locator(".who__name a").getAttribute("href");
  const key = (await page.locator("a.chip").first().getAttribute("href"))!.split("/").pop()!;
  const look = (other: Page) => sees(other, to, title, key, profile!, OPEN.slug);

  const patient = await person();
  await signIn(patient, account(project, "patient"));
  // A stranger's feed and profile page show it as well: both belong to the community.
  expect(await look(patient), "another patient").toBe(true);

  const professional = await person();
  await signIn(professional, account(project, "professional"));
  expect(await look(professional), "the professional of the same community").toBe(false);

  const pending = await person();
  await newcomer(pending, project, [OPEN.slug], "professional");
  expect(await look(pending), "a professional who is not verified yet").toBe(false);

  const elsewhere = await person();
  await newcomer(elsewhere, project, [CLOSED.slug]);
  expect(await look(elsewhere), "a patient of another community").toBe(false);

  expect(await look(await person()), "a visitor").toBe(false);
});

test("whoever leaves sees nothing more", async ({ page, person }, info) => {
  test.setTimeout(120_000);
  const project = info.project.name;
  const author = await newcomer(await person(), project, []);
  await newcomer(page, project, [CLOSED.slug]);
  const title = `Avant de partir (${author.pseudonym})`;
  const opened = thread({ title, tags: `depart-${Date.now()}`, circle: "members", community: CLOSED.slug });
  const to = place(await done(page.request, "threads.ask", opened));
  await page.goto(to);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.locator(".crumb a").click();
  await page.getByRole("button", { name: "Quitter la communauté" }).click();
  await expect(page.getByText("Vous avez quitté la communauté.")).toBeVisible();

  await page.goBack();
  await expect(page.getByText("Les échanges de cette communauté sont lus par ses membres, et par eux seuls.")).toBeVisible();
  await expect(page.locator("body")).not.toContainText(title);
  expect((await page.goto(to))!.status()).toBe(404);
  for (const path of ["/feed", `/c/${CLOSED.slug}`, "/settings"]) {
    await page.goto(path);
    await hydrated(page);
    await expect(page.locator("body")).not.toContainText(title);
  }
});
