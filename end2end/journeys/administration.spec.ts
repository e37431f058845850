// An administrator finds a member, gives a right and takes it, invites; the log tells of it. With JavaScript and without.
// Who may sign up is left as it is: other journeys sign up meanwhile (service/tests/all/administration tries that).
import type { Page } from "@playwright/test";
import { newcomer, OPEN } from "../support/newcomer";
import { account, expect, hydrated, signIn, test } from "../support/vecu";

const REASON = "Veille bien sur les autres, décidé en réunion.";

/** The member's page, by the search. */
async function find(page: Page, pseudonym: string, javaScript: boolean) {
  await page.goto("/admin");
  await page.getByRole("navigation", { name: "Administration", exact: true }).getByRole("link", { name: "Membres" }).click();
  await expect(page.getByRole("heading", { name: "Membres", level: 1 })).toBeVisible();
  if (javaScript) await hydrated(page);
  await page.getByRole("searchbox", { name: "Chercher un membre" }).fill(pseudonym);
  await page.getByRole("searchbox", { name: "Chercher un membre" }).press("Enter");
  await page.getByRole("main").getByRole("link", { name: pseudonym }).first().click();
  await expect(page.getByRole("heading", { name: pseudonym, level: 1 })).toBeVisible();
  if (javaScript) await hydrated(page);
}

async function administers(page: Page, anne: Page, project: string, javaScript: boolean) {
  const who = await newcomer(anne, project, []);
  await signIn(page, account(project, "administrator"), javaScript);
  await find(page, who.pseudonym, javaScript);
  await expect(page.getByRole("main")).not.toContainText(who.email);

  await page.getByRole("button", { name: "Confier la modération" }).click();
  await expect(page.locator(".field__error").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Pourquoi ?" }).fill(REASON);
  await page.getByRole("button", { name: "Confier la modération" }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retirer la modération" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(REASON);
  // Whose rights change signs in again.
  expect((await anne.goto("/settings"))!.status()).toBe(401);

  await page.getByRole("textbox", { name: "Pourquoi ?" }).fill("Ne veut plus de ce rôle.");
  await page.getByRole("button", { name: "Retirer la modération" }).click();
  await expect(page.getByRole("button", { name: "Confier la modération" })).toBeVisible();

  await page.goto("/admin/audit");
  await expect(page.getByRole("main")).toContainText(REASON);
  await expect(page.getByRole("main")).not.toContainText(who.pseudonym);
  if (javaScript) await hydrated(page);
  await page.getByRole("button", { name: "Vérifier la chaîne" }).click();
  await expect(page.getByText("Oui, la chaîne est entière")).toBeVisible();
}

async function invites(page: Page, javaScript: boolean) {
  const note = `Rencontre ${Date.now()}`;
  await page.goto("/admin/invitations");
  if (javaScript) await hydrated(page);
  await page.getByLabel("Nombre de personnes").fill("beaucoup");
  await page.getByRole("button", { name: "Créer le lien" }).click();
  await expect(page.locator(".field__error").first()).toBeVisible();
  await expect(page.getByLabel("Nombre de personnes")).toHaveValue("beaucoup");
  await page.getByLabel("Pour qui, pour quoi ?").fill(note);
  await page.getByLabel("Nombre de personnes").fill("3");
  await page.getByRole("button", { name: "Créer le lien" }).click();
  await expect(page.locator("[data-invitation]")).toContainText("/sign-up?invitation=");
  await page.goto("/admin/invitations");
  await expect(page.locator("[data-invitation]")).toHaveCount(0);
  if (javaScript) await hydrated(page);
  const row = page.getByRole("listitem").filter({ hasText: note });
  await expect(row).toContainText("0 inscription sur 3");
  // Found by its note, or not.
  const search = page.getByRole("searchbox", { name: "Chercher une invitation" });
  await search.fill("introuvable, celle-ci");
  await search.press("Enter");
  await expect(page.getByText("Aucune invitation ne correspond.")).toBeVisible();
  await search.fill(note.toUpperCase());
  await search.press("Enter");
  await expect(row).toContainText("0 inscription sur 3");
  if (javaScript) await hydrated(page);
  await row.locator("summary").click();
  await row.getByRole("textbox", { name: "Pourquoi ?" }).fill("Le lien a circulé.");
  await row.getByRole("button", { name: "Retirer" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: note })).toContainText("Retirée");
}

test("an administrator finds, gives, takes, invites, and the log tells", async ({ page, person }, info) => {
  await administers(page, await person(), info.project.name, true);
  await invites(page, true);
});

test("the same without JavaScript", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await administers(page, await person(), info.project.name, false);
  await invites(page, false);
});

async function suspends(page: Page, anne: Page, project: string, javaScript: boolean) {
  const who = await newcomer(anne, project, [OPEN.slug]);
  await signIn(page, account(project, "administrator"), javaScript);
  await find(page, who.pseudonym, javaScript);
  const part = page.getByRole("region", { name: "Suspension" });
  await part.locator("summary").click();
  await part.getByRole("button", { name: "Suspendre le compte" }).click();
  await expect(part.locator(".field__error").first()).toBeVisible();
  await part.getByLabel("La règle concernée").selectOption({ label: "Pas de publicité" });
  await part.getByRole("textbox", { name: "Le motif, dit à la personne" }).fill("Des annonces dans six communautés.");
  await part.getByRole("button", { name: "Suspendre le compte" }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();
  await expect(part.getByRole("button", { name: "Lever la suspension" })).toBeVisible();

  // At once, in the session that there was: reading, and why; no writing.
  await anne.goto("/feed");
  await expect(anne.locator("[data-suspended]")).toBeVisible();
  expect((await anne.goto("/ask"))!.status()).toBe(403);
  await anne.getByRole("main").getByRole("link", { name: "Lire pourquoi, ou faire appel" }).first().click();
  await expect(anne.locator(".statement")).toContainText("Des annonces dans six communautés.");
  await expect(anne.locator("summary", { hasText: "Pas d’accord ?" })).toBeVisible();

  await page.goto("/admin/suspensions");
  await page.getByRole("main").getByRole("link", { name: who.pseudonym }).click();
  await expect(page.getByRole("heading", { name: who.pseudonym, level: 1 })).toBeVisible();
  if (javaScript) await hydrated(page);
  await part.getByRole("textbox", { name: "Pourquoi ?" }).fill("Nous en avons parlé.");
  await part.getByRole("button", { name: "Lever la suspension" }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();
  expect((await anne.goto("/ask"))!.status()).toBe(200);
  await expect(anne.locator("[data-suspended]")).toHaveCount(0);
}

test("a suspended account reads, learns why, and writes again once it is lifted", async ({ page, person }, info) => {
  await suspends(page, await person(), info.project.name, true);
});

test("the same without JavaScript, suspending and suspended", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await suspends(page, await person({ javaScriptEnabled: false }), info.project.name, false);
});

test("nobody else is let in, and vulnerabilities are reported in the open @once", async ({ page, person }, info) => {
  const anne = await person();
  await newcomer(anne, info.project.name, []);
  for (const path of ["/admin", "/admin/members", "/admin/suspensions", "/admin/communities", "/admin/audit", "/admin/settings", "/admin/invitations"]) {
    expect((await page.goto(path))!.status(), path).toBe(401);
    expect((await anne.goto(path))!.status(), path).toBe(403);
  }
  await page.goto("/security");
  await expect(page.getByRole("heading", { name: "Signaler une faille de sécurité" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("90 jours");
  // Nobody named a contact here.
  expect((await page.request.get("/.well-known/security.txt")).status()).toBe(404);
});
