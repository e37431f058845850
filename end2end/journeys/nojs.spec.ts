// The same essentials without any JavaScript: every form is a form, every answer a page.
import type { Page } from "@playwright/test";
import { CLOSED, stranger } from "../support/newcomer";
import { as, done, freshId, reply } from "../support/people";
import { expect, linkIn, mailTo, signIn, test } from "../support/vecu";

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

/** Presses a button and hands over the status of the answer to its form. */
async function press(page: Page, name: string | RegExp, within = page.locator("body")): Promise<number> {
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  await within.getByRole("button", { name, exact: typeof name === "string" }).click();
  const status = (await posted).status();
  await page.waitForLoadState();
  return status;
}

test("everything essential works without JavaScript", async ({ page, baseURL, errors }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const who = stranger();
  const title = `Qui garde mon père le jeudi ? (${who.pseudonym})`;

  await test.step("signs up; what is missing is said, what was typed stays", async () => {
    await page.goto("/sign-up");
    await page.getByText("Proche", { exact: true }).click();
    await page.getByLabel("Votre nom sur Vécu").fill(who.pseudonym);
    expect(await press(page, "Créer mon compte")).toBe(422);
    await expect(page.locator(".error-summary")).toContainText("Rien n’est perdu");
    await expect(page.getByRole("radio", { name: /Proche/ })).toBeChecked();
    await expect(page.getByLabel("Votre nom sur Vécu")).toHaveValue(who.pseudonym);
    await page.getByLabel("Votre adresse électronique").fill(who.email);
    await page.getByLabel("Votre mot de passe").fill(who.password);
    await page.getByLabel("J’ai 18 ans ou plus.").check();
    await page.getByLabel("J’ai lu ce texte et j’accepte.").check();
    expect(await press(page, "Créer mon compte")).toBe(303);
    await expect(page.getByRole("heading", { name: "Regardez vos messages" })).toBeVisible();
  });

  await test.step("confirms, signs out, signs in", async () => {
    await page.goto(linkIn((await mailTo(project, who.email)).text));
    expect(await press(page, "Confirmer et entrer")).toBe(303);
    await expect(page).toHaveURL(/\/feed/);
    await page.goto("/settings");
    expect(await press(page, "Se déconnecter")).toBe(303);
    await expect(page.getByText("Votre session est fermée sur cet appareil")).toBeVisible();
    await page.goto("/sign-in");
    await page.getByLabel("Votre adresse électronique").fill(who.email);
    await page.getByLabel("Votre mot de passe").fill("pas le bon du tout");
    expect(await press(page, "Se connecter", page.getByRole("main"))).toBe(422);
    await expect(page.getByLabel("Votre adresse électronique")).toHaveValue(who.email);
    await expect(page.getByLabel("Votre mot de passe")).toHaveValue("");
    await signIn(page, who, false);
  });

  await test.step("joins", async () => {
    await page.goto(`/c/${CLOSED.slug}/join`);
    expect(await press(page, "Rejoindre", page.getByRole("main"))).toBe(422);
    await page.getByLabel("J’ai lu et j’accepte, pour cette communauté").check();
    expect(await press(page, "Rejoindre", page.getByRole("main"))).toBe(303);
    await expect(page.getByText("Bienvenue dans la communauté.")).toBeVisible();
  });

  await test.step("asks, after one refusal that loses nothing", async () => {
    await page.getByRole("link", { name: "Poser une question" }).click();
    await page.getByLabel("Racontez").fill("Le jeudi je travaille.\n\nL’accueil de jour est complet <et cher>.");
    await page.getByText("Malades et proches", { exact: true }).click();
    await page.getByLabel("À quel métier ?").selectOption("nurse");
    expect(await press(page, "Publier")).toBe(422);
    await expect(page.getByLabel("En une phrase")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Racontez")).toHaveValue("Le jeudi je travaille.\n\nL’accueil de jour est complet <et cher>.");
    await expect(page.getByRole("radio", { name: /Malades et proches/ })).toBeChecked();
    await expect(page.getByLabel("À quel métier ?")).toHaveValue("nurse");
    await page.getByText("Membres et professionnels vérifiés", { exact: true }).click();
    await page.getByLabel("En une phrase").fill(title);
    expect(await press(page, "Publier")).toBe(303);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.locator(".ask__body")).toContainText("L’accueil de jour est complet <et cher>.");
  });

  const id = new URL(page.url()).pathname.split("/").pop()!;
  const other = await as(project, baseURL!, "patient");
  await done(other, "threads.reply", reply(id, { body: "Chez nous, une voisine vient à 14 h." }));

  await test.step("replies, reacts, marks what helped", async () => {
    await page.goto(`/t/${id}`);
    await page.getByLabel("Racontez ce que vous vivez").fill("Merci, je vais demander autour de moi.");
    expect(await press(page, "Publier ma réponse", page.locator("#reply"))).toBe(303);
    const mine = page.getByRole("article", { name: who.pseudonym });
    await expect(mine.filter({ hasText: "je vais demander" })).toBeVisible();
    const theirs = page.locator("article.reply").filter({ hasText: "une voisine vient" });
    await theirs.getByText("Réagir").click();
    expect(await press(page, /Courage/, theirs)).toBe(303);
    await expect(theirs.getByRole("list", { name: "Réactions reçues" })).toContainText("Courage 1");
    expect(await press(page, "Cela m’aide", theirs)).toBe(303);
    await expect(theirs.getByText("Cette réponse a aidé")).toBeVisible();
  });

  await test.step("follows, edits, deletes", async () => {
    expect(await press(page, "Ne plus suivre")).toBe(303);
    expect(await press(page, "Suivre")).toBe(303);
    await expect(page.getByRole("button", { name: "Ne plus suivre" })).toBeVisible();
    await page.locator(".ask").getByRole("link", { name: "Modifier" }).click();
    await expect(page.getByLabel("Racontez")).toHaveValue("Le jeudi je travaille.\n\nL’accueil de jour est complet <et cher>.");
    await page.getByLabel("Racontez").fill("");
    expect(await press(page, "Enregistrer")).toBe(422);
    await page.getByLabel("Racontez").fill("Le jeudi je travaille. Une voisine viendra.");
    expect(await press(page, "Enregistrer")).toBe(303);
    await page.getByRole("link", { name: "Modifié, voir avant" }).first().click();
    await expect(page.locator(".revisions")).toContainText("L’accueil de jour est complet");
    await page.goto(`/t/${id}`);
    const mine = page.locator("article.reply").filter({ hasText: "je vais demander" });
    await mine.getByText("Effacer", { exact: true }).first().click();
    expect(await press(page, "Effacer", mine)).toBe(303);
    await expect(page.getByText("Réponse effacée par la personne qui l’avait écrite.").or(page.getByText("C’est effacé.")).first()).toBeVisible();
    await expect(page.locator("body")).not.toContainText("je vais demander");
  });

  await test.step("language and colours last, and so does being signed out", async () => {
    expect(await press(page, "Thème sombre")).toBe(303);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    expect(await press(page, "English")).toBe(303);
    await page.goto("/settings");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    expect(await press(page, "Sign out", page.getByRole("main"))).toBe(303);
    await page.goto("/communities");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    expect((await page.goto(`/t/${id}`))!.status()).toBe(404);
  });
  // What is preloaded for scripts is not used here; a slow browser says so.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes("was preloaded using link preload")));
});
