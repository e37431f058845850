// What is typed is not lost: not by a crash, not by a lost session, not by the network. And it does
// not stay longer than it must.
import type { Page } from "@playwright/test";
import { OPEN, newcomer, place } from "../support/newcomer";
import { done, thread } from "../support/people";
import { account, expect, hydrated, signIn, test, watch } from "../support/vecu";

const RESTORED = "Votre brouillon a été retrouvé sur cet appareil.";
const body = (page: Page) => page.getByLabel("Racontez", { exact: true });
const replying = (page: Page) => page.getByLabel("Racontez ce que vous vivez");

async function open(page: Page, path: string) {
  await page.goto(path);
  await hydrated(page);
}

/** The page is gone without a word; another one opens in the same browser. */
async function crash(page: Page, errors: string[]): Promise<Page> {
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  watch(again, errors);
  return again;
}

/** Two threads of one's own. */
async function threads(page: Page, name: string): Promise<[string, string]> {
  const opened = ["Une", "Deux"].map((n) => thread({ title: `${n} chose à dire (${name})`, circle: "patients" }));
  const to: string[] = [];
  for (const one of opened) to.push(place(await done(page.request, "threads.ask", one)));
  return [to[0], to[1]];
}

test("the composer comes back as it was after a crash", async ({ page, errors }, info) => {
  await newcomer(page, info.project.name, ["bpco-le-souffle-court", OPEN.slug]);
  await open(page, "/ask");
  await page.getByText("Une discussion", { exact: true }).click();
  await page.getByLabel("Où ?").selectOption(OPEN.slug);
  await page.getByLabel("En une phrase").fill("Un voyage en train");
  await body(page).fill("Douze heures de train,\net l’appareil.");
  await page.getByText("Malades et proches", { exact: true }).click();

  const again = await crash(page, errors);
  await open(again, "/ask");
  await expect(again.getByText(RESTORED)).toBeVisible();
  await expect(again.getByRole("radio", { name: /Une discussion/ })).toBeChecked();
  await expect(again.getByLabel("À quel métier ?")).toBeHidden();
  await expect(again.getByLabel("Où ?")).toHaveValue(OPEN.slug);
  await expect(again.getByLabel("En une phrase")).toHaveValue("Un voyage en train");
  await expect(body(again)).toHaveValue("Douze heures de train,\net l’appareil.");
  await expect(again.getByRole("radio", { name: /Malades et proches/ }), "who may read is kept").toBeChecked();
  await expect(again.getByText(`Sera visible par les malades et les proches de ${OPEN.name}.`)).toBeVisible();

  await again.getByRole("button", { name: "Effacer le brouillon" }).click();
  await expect(body(again)).toHaveValue("");
  await open(again, "/ask");
  await expect(again.getByText(RESTORED)).toBeHidden();
  await expect(again.getByLabel("En une phrase")).toHaveValue("");
});

test("a reply comes back in its own thread, and is gone once posted", async ({ page, errors }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const [one, two] = await threads(page, who.pseudonym);
  await open(page, one);
  await replying(page).fill("Ce que je n’ai dit qu’ici.");
  const again = await crash(page, errors);
  await open(again, two);
  await expect(replying(again), "nowhere else").toHaveValue("");
  await open(again, one);
  await expect(again.getByText(RESTORED)).toBeVisible();
  await expect(replying(again)).toHaveValue("Ce que je n’ai dit qu’ici.");
  await again.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(again.getByText("Votre réponse est publiée. Merci.")).toBeVisible();
  await expect(replying(again)).toHaveValue("");
  await open(again, one);
  await expect(again.getByText(RESTORED)).toBeHidden();
  await expect(replying(again)).toHaveValue("");
});

test("a session lost while writing loses no word", async ({ page }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const [one] = await threads(page, who.pseudonym);
  await open(page, one);
  await page.context().clearCookies();
  await replying(page).fill("Écrit pendant que la session se perdait.");
  await page.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(page.locator("#reply .error-summary")).toContainText("Connectez-vous pour continuer");
  await expect(page.locator("#reply .error-summary")).toBeFocused();
  await expect(replying(page)).toHaveValue("Écrit pendant que la session se perdait.");
  await page.locator("#reply .error-summary").getByRole("link", { name: "Se connecter" }).click();
  await page.waitForURL("**/sign-in**");
  await hydrated(page);
  await page.getByLabel("Votre adresse électronique").fill(who.email);
  await page.getByLabel("Votre mot de passe").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Se connecter", exact: true }).click();
  await page.waitForURL(`**${one}`);
  await hydrated(page);
  await expect(replying(page)).toHaveValue("Écrit pendant que la session se perdait.");
  await page.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(page.getByText("Votre réponse est publiée. Merci.")).toBeVisible();
});

test("nothing stays on the device after signing out", async ({ page }, info) => {
  const who = await newcomer(page, info.project.name, [OPEN.slug]);
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("vecu:draft:")).length);
  await open(page, `/ask?community=${OPEN.slug}`);
  await body(page).fill("À ne pas laisser sur l’ordinateur de la bibliothèque.");
  await expect.poll(kept).toBe(1);
  await open(page, "/settings");
  await page.getByRole("main").getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByText("Votre session est fermée sur cet appareil")).toBeVisible();
  expect(await kept()).toBe(0);
  await signIn(page, who);
  await open(page, `/ask?community=${OPEN.slug}`);
  await expect(body(page)).toHaveValue("");
});

test("without a network one is told, and what was written leaves once it is back", async ({ page, errors }, info) => {
  await signIn(page, account(info.project.name, "patient"));
  await open(page, `/ask?community=${OPEN.slug}`);
  const title = `Dans le tunnel, ligne B, ${Date.now()}`;
  await page.getByLabel("En une phrase").fill(title);
  await body(page).fill("Plus de réseau.");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Publier" }).click();
  const told = page.getByText("Votre texte est gardé sur cet appareil.");
  await expect(told).toBeVisible();
  await expect(page.locator("#threads-ask-aside")).toBeFocused();
  await expect(body(page), "the form is free for another").toHaveValue("");
  await page.context().setOffline(false);
  await expect(page.getByText("Le réseau est revenu : votre texte est publié.")).toBeVisible();
  await page.locator(".toast").getByRole("link", { name: "Voir" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  // The browser notes each request that found no network.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED")));
});
