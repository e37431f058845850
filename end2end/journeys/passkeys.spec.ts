// Passkeys with Chromium's virtual authenticators: added, named, used to come in and to prove who it is, removed;
// recovery codes; and what of this works without JavaScript.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { devices } from "../support/passkeys";
import { newcomer } from "../support/people";
import { expect, hydrated, linkIn, mailTo, test } from "../support/vecu";

/** Every newcomer's. */
const PASSWORD = "cheval brouette nuage tambour";
const QUESTION = "Confirmez que c’est bien vous";

const main = (page: Page) => page.getByRole("main");

async function goes(page: Page, path: string) {
  await page.goto(path);
  await hydrated(page);
}

async function signsOut(page: Page) {
  await goes(page, "/settings");
  await main(page).getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByText("Votre session est fermée sur cet appareil")).toBeVisible();
}

/** Adds a passkey of the device that is at hand. */
async function adds(page: Page, name: string) {
  await page.getByLabel("Comment l’appeler ?").last().fill(name);
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
  await expect(page.getByText("Votre clé d’accès est ajoutée.")).toBeVisible();
  await expect(page.locator(".session__name", { hasText: name })).toBeVisible();
}

test("two passkeys: in without a password, proving who it is, out again", async ({ person, baseURL }, info) => {
  const project = info.project.name;
  const who = await newcomer(project, baseURL!);
  // Came in by a link from a mail: nothing proves yet that it is her who holds the device.
  const page = await person({ viewport: { width: 390, height: 844 }, storageState: await who.asking.storageState() });
  const device = await devices(page);
  const phone = await device("internal");

  await test.step("adds two, after her password, and names them", async () => {
    await goes(page, "/settings");
    await page.getByRole("link", { name: "Mes clés d’accès et codes de secours" }).click();
    await expect(page.getByText("Vous n’avez pas encore de clé d’accès.")).toBeVisible();
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    const question = page.getByRole("group", { name: QUESTION });
    await expect(question).toBeFocused();
    await expect(question.getByRole("button", { name: "Utiliser une clé d’accès" })).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    await question.getByLabel("Votre mot de passe").fill("pas le bon du tout");
    await question.getByRole("button", { name: "Confirmer" }).click();
    await expect(question.getByText("Ce n’est pas votre mot de passe actuel.")).toBeVisible();
    await question.getByLabel("Votre mot de passe").fill(PASSWORD);
    await question.getByRole("button", { name: "Confirmer" }).click();
    await expect(page.getByLabel("Comment l’appeler ?")).toHaveValue("Chrome, Linux");
    // The finger is not hers: nothing comes of it, and it is said.
    await phone.verified(false);
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    await expect(page.getByText("La clé d’accès n’a pas été créée.")).toBeVisible();
    await phone.verified(true);
    await adds(page, "Mon téléphone");
    expect((await mailTo(project, who.email, /clé d’accès/)).text).toContain("« Mon téléphone »");
    // The browser makes no second one on the same device.
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    await expect(page.getByText("La clé d’accès n’a pas été créée.")).toBeVisible();
    await phone.at_hand(false);
    await device("usb");
    await adds(page, "Clé bleue");
    const row = page.getByRole("listitem").filter({ hasText: "Clé bleue" });
    await row.getByText("Renommer").click();
    await row.getByLabel("Comment l’appeler ?").fill("Clé du tiroir");
    await row.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.locator(".session__name", { hasText: "Clé du tiroir" })).toBeVisible();
  });

  await test.step("comes in without a password", async () => {
    await signsOut(page);
    await goes(page, "/sign-in?next=/notices");
    await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
    await page.waitForURL((url) => url.pathname === "/notices");
    await goes(page, "/settings/passkeys");
    const row = page.getByRole("listitem").filter({ hasText: "Clé du tiroir" });
    await expect(row).toContainText("dernière utilisation");
    await expect(page.getByRole("listitem").filter({ hasText: "Mon téléphone" })).toContainText("jamais utilisée");
  });

  const fresh = who.email.replace("@", "-neuf@");
  await test.step("who just came in so is not asked again; a link from a mail proves nothing", async () => {
    await goes(page, "/settings");
    await page.getByLabel("Nouvelle adresse").fill(fresh);
    await page.getByRole("button", { name: "Changer d’adresse" }).click();
    await expect(page.getByText("Un message vient de partir à la nouvelle adresse.")).toBeVisible();
    await goes(page, linkIn((await mailTo(project, fresh)).text));
    await page.getByRole("button", { name: "Utiliser cette adresse" }).click();
    await expect(page.getByText("Votre adresse est changée.")).toBeVisible();
    await hydrated(page);
  });

  await test.step("proves who it is with a passkey, and what she typed is still there", async () => {
    await page.getByLabel("Nouvelle adresse").fill(who.email);
    await page.getByRole("button", { name: "Changer d’adresse" }).click();
    const question = page.getByRole("group", { name: QUESTION });
    await expect(question).toBeVisible();
    await expect(page.getByLabel("Nouvelle adresse")).toHaveValue(who.email);
    await question.getByRole("button", { name: "Utiliser une clé d’accès" }).click();
    await expect(page.getByText("Un message vient de partir à la nouvelle adresse.")).toBeVisible();
    await expect(question).toHaveCount(0);
    await expect(page.getByText(`Nous attendons que vous ouvriez le lien envoyé à ${who.email}.`)).toBeVisible();
  });

  await test.step("removes one; it opens nothing any more", async () => {
    await goes(page, "/settings/passkeys");
    await page.getByRole("button", { name: "Retirer Clé du tiroir" }).click();
    await expect(page.getByText("Cette clé d’accès n’ouvre plus votre compte.")).toBeVisible();
    await expect(page.getByText("Clé du tiroir")).toHaveCount(0);
    expect((await mailTo(project, fresh, /n’ouvre plus/)).text).toContain("« Clé du tiroir »");
    await signsOut(page);
    await goes(page, "/sign-in");
    await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
    await expect(main(page).getByText("La clé d’accès n’a pas été acceptée.").first()).toBeVisible();
  });
});

test("a recovery code is shown once and lets in once", async ({ person, baseURL }, info) => {
  const project = info.project.name;
  const who = await newcomer(project, baseURL!);
  const page = await person({ storageState: await who.asking.storageState() });
  await goes(page, "/settings/passkeys");
  await page.getByRole("button", { name: "Créer des codes de secours" }).click();
  const question = page.getByRole("group", { name: QUESTION });
  await question.getByLabel("Votre mot de passe").fill(PASSWORD);
  // Return in the field goes on, as the button does.
  await question.getByLabel("Votre mot de passe").press("Enter");
  const codes = page.locator(".codes code");
  await expect(codes).toHaveCount(10);
  const [one] = await codes.allInnerTexts();
  expect(one).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  await expect(page.getByText("10 codes n’ont pas encore servi.")).toBeVisible();
  await goes(page, "/settings/passkeys");
  await expect(codes).toHaveCount(0);
  expect(await page.content()).not.toContain(one);

  await signsOut(page);
  await goes(page, "/sign-in");
  await page.getByRole("link", { name: "Utiliser un code de secours" }).click();
  for (const first of [true, false]) {
    await page.getByLabel("Votre adresse électronique").fill(who.email);
    await page.getByLabel("Votre code de secours").fill(one.toLowerCase().replace("-", " "));
    await page.getByRole("button", { name: "Entrer", exact: true }).click();
    if (!first) break;
    await expect(page.getByText("Vous voici de retour.")).toBeVisible();
    await expect(page.getByText("9 codes n’ont pas encore servi.")).toBeVisible();
    expect((await mailTo(project, who.email, /restants/)).text).toContain("restants : 9");
    await hydrated(page);
    await signsOut(page);
    await goes(page, "/recover");
  }
  await expect(page.locator(".error-summary")).toContainText("L’adresse et le code ne vont pas ensemble");
});

test("without JavaScript: the password proves who it is, and nothing typed is lost", async ({ person, baseURL }, info) => {
  const who = await newcomer(info.project.name, baseURL!);
  const page = await person({ javaScriptEnabled: false, storageState: await who.asking.storageState() });
  const fresh = who.email.replace("@", "-neuf@");
  await page.goto("/settings");
  await page.getByLabel("Nouvelle adresse").fill(fresh);
  await page.getByRole("button", { name: "Changer d’adresse" }).click();
  const question = page.getByRole("group", { name: QUESTION });
  await expect(question).toBeVisible();
  await expect(page.getByLabel("Nouvelle adresse")).toHaveValue(fresh);
  await question.getByLabel("Votre mot de passe").fill("pas le bon du tout");
  await question.getByRole("button", { name: "Confirmer" }).click();
  await expect(question.getByText("Ce n’est pas votre mot de passe actuel.")).toBeVisible();
  await expect(page.getByLabel("Nouvelle adresse")).toHaveValue(fresh);
  await question.getByLabel("Votre mot de passe").fill(PASSWORD);
  await question.getByRole("button", { name: "Confirmer" }).click();
  await expect(page.getByText("Un message vient de partir à la nouvelle adresse.")).toBeVisible();
  // Proved: codes come at once, and the session goes on.
  await page.goto("/settings/passkeys");
  await page.getByRole("button", { name: "Créer des codes de secours" }).click();
  await expect(page.locator(".codes code")).toHaveCount(10);
  await expect(page.getByText("JavaScript doit être activé")).toBeVisible();
  // What needs a program is not offered where there is none.
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Se connecter avec une clé d’accès" })).toBeHidden();
});
