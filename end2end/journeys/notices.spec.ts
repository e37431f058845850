// Alerts: what concerns me finds me, on the page and by mail, and goes away once seen.
import { OPEN, newcomer } from "../support/newcomer";
import { as, done, reply, thread } from "../support/people";
import { account, expect, hydrated, linkIn, mailTo, test } from "../support/vecu";

test("an answer is told at once, leads to itself, and is no longer new once read", async ({ page }, info) => {
  const { baseURL = "" } = info.project.use;
  await page.setViewportSize({ width: 390, height: 844 });
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const to = await done(page.request, "threads.ask", thread({ kind: "question", title: "Une question qui attend", circle: "members" }));
  const id = to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "";
  await page.goto("/communities");
  await hydrated(page);
  const pip = page.locator(".top .pip");
  await expect(pip).toHaveCount(0);

  const other = await as(info.project.name, baseURL, "professional");
  const { pseudonym } = account(info.project.name, "professional");
  const written = reply(id, { body: `Bonjour @${who.pseudonym}, en deux mots : oui.` });
  await done(other, "threads.reply", written);
  await expect(pip).toHaveText("1 non lues");
  await page.getByRole("link", { name: /Alertes/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Alertes" })).toBeVisible();
  const row = page.locator(".note").first();
  await expect(row).toContainText(`Nouveau. ${pseudonym} a répondu à votre question`);
  await expect(row).toContainText("Une question qui attend");
  await row.getByRole("link").click();
  await expect(page.locator(`#r-${written.id}`)).toBeInViewport();
  await expect(pip, "seen because its thread is open").toHaveCount(0);

  // By mail: who and why, and how to end it; nothing of the thread.
  const mail = await mailTo(info.project.name, who.email, /répondu/);
  expect(mail.subject).toBe("Une réponse à votre question");
  expect(mail.text).toContain(`${pseudonym} a répondu à votre question`);
  expect(mail.text).not.toContain("Une question qui attend");
  expect(mail.text).not.toContain("en deux mots");
  // The mail's address tells nothing of the thread; it leads there once one is known.
  expect(mail.text).not.toContain(id);
  expect(new URL(linkIn(mail.text)).pathname).toMatch(/^\/n\/[0-9A-Za-z]{22}$/);
  await page.goto(linkIn(mail.text));
  await expect(page).toHaveURL(new RegExp(`/t/${id}\\?at=${written.id}#r-${written.id}$`));

  const end = mail.text.match(/https?:\/\/\S+\/unsubscribe\S+/)?.[0] ?? "";
  await page.context().clearCookies();
  await page.goto(end);
  await expect(page.getByRole("listitem").filter({ hasText: "Une réponse à ma question" })).toBeVisible();
  await page.getByRole("button", { name: "Ne plus recevoir ces messages" }).click();
  await expect(page.getByText("C’est fait. Ces messages ne partiront plus.")).toBeVisible();
});

test("one chooses what goes out by mail, without JavaScript as well", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await newcomer(page, info.project.name, [OPEN.slug]);
  await page.goto("/settings/notices");
  const mention = page.getByRole("combobox", { name: "Quelqu’un me cite" });
  await expect(mention).toHaveValue("immediate");
  await mention.selectOption("weekly");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.locator(".notice--ok")).toHaveText("C’est enregistré.");
  await expect(page.getByRole("combobox", { name: "Quelqu’un me cite" })).toHaveValue("weekly");
});

test("a mail program ends mails with one post, without cookies", async ({ page, playwright }, info) => {
  const { baseURL = "" } = info.project.use;
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const to = await done(page.request, "threads.ask", thread({ title: "Une discussion à suivre", circle: "members" }));
  const id = to.match(/\/t\/([0-9A-Za-z]{22})/)?.[1] ?? "";
  const other = await as(info.project.name, baseURL, "professional");
  await done(other, "threads.reply", reply(id, {}));
  const mail = await mailTo(info.project.name, who.email, /répondu/);
  const end = mail.text.match(/https?:\/\/\S+\/unsubscribe\S+/)?.[0] ?? "";
  const program = await playwright.request.newContext();
  const click = (address: string) =>
    program.post(address, { headers: { "Content-Type": "application/x-www-form-urlencoded" }, data: "List-Unsubscribe=One-Click" });
  expect((await click(end.replace(/proof=.{4}/, "proof=0000"))).status()).toBe(404);
  expect((await click(end)).status()).toBe(200);
  await page.goto("/settings/notices");
  await expect(page.getByRole("combobox", { name: "Une réponse à mon message" })).toHaveValue("never");
  await expect(page.getByRole("combobox", { name: "Quelqu’un me cite" })).toHaveValue("immediate");
});
