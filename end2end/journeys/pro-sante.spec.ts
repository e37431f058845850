// A profession proved with a real OpenID provider (npm oidc-provider), with and without JavaScript, and what is refused;
// by hand with a file and two administrators.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { as, done, freshId, newcomer, submit } from "../support/people";
import { start, type Lie } from "../support/provider";
import { expect, hydrated, test } from "../support/vecu";

test.describe.configure({ mode: "serial" });

let provider: Awaited<ReturnType<typeof start>>;

test.beforeAll(async ({ baseURL }) => {
  provider = await start(baseURL!);
});

test.afterAll(async () => {
  await provider.stop();
});

let drawn = 0;
/** Eleven digits that nobody else has. */
const digits = () => `${Date.now()}${(drawn += 1)}`.slice(-11);

type Person = (options?: object) => Promise<Page>;

/** A professional who has just signed up, and their page. */
async function professional(person: Person, project: string, baseURL: string, javaScriptEnabled = true) {
  const claim = { role: "professional", profession: "nurse", number: digits(), workplace: "Officine des Essais, Nantes", profession_consent: "1" };
  const { asking, pseudonym } = await newcomer(project, baseURL, claim);
  const page = await person({ storageState: await asking.storageState(), javaScriptEnabled });
  await page.goto("/settings/profession");
  if (javaScriptEnabled) await hydrated(page);
  return { page, pseudonym, asking };
}

/** Goes over there and signs in under this name. */
async function goes(page: Page, login: string, button = "Prouver avec Pro Santé Connect") {
  await page.locator("#pro_sante-start-profession_consent").check();
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("heading", { name: "e-CPS d’essai" }).waitFor();
  expect(new URL(page.url()).origin).toBe(provider.issuer);
  await page.getByLabel("Identifiant").fill(login);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.waitForURL("**/settings/profession?**");
}

for (const javaScript of [true, false]) {
  test(`a member becomes a pharmacist, ${javaScript ? "with" : "without"} JavaScript`, async ({ person, baseURL }, info) => {
    const { page, asking } = await professional(person, info.project.name, baseURL!, javaScript);
    const login = `pharmacist-${digits()}`;
    await expect(page.getByText("En attente")).toBeVisible();
    if (javaScript) {
      const found = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(found.violations.map(({ id }) => id)).toEqual([]);
    }
    const back = page.waitForRequest(/\/pro-sante\/callback\?/);
    await goes(page, login);
    await expect(page.getByText("Votre métier est vérifié. Votre badge est visible.")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Pharmacie");
    await expect(page.getByRole("main")).toContainText("Vérifié avec Pro Santé Connect.");
    await expect(page.getByText(/Votre badge est valable jusqu’au/)).toBeVisible();
    expect(page.url()).not.toMatch(/code=|state=/);
    const own = (await (await asking.get("/settings")).text()).match(/href="(\/m\/[0-9A-Za-z]{22})"/)?.[1] ?? "";
    const profile = await (await asking.get(own)).text();
    expect(profile).toContain("badge--pro");
    expect(profile).not.toContain(login.replace(/\D/g, ""));
    // Played again: nothing is taken twice.
    await page.goto((await back).url());
    await expect(page.getByText("Cette identification est trop ancienne, a déjà servi")).toBeVisible();
    // Proved again, where the provider still knows them.
    await page.goto("/settings/profession");
    if (javaScript) await hydrated(page);
    await page.locator("#pro_sante-start-profession_consent").check();
    await page.getByRole("button", { name: "Prouver de nouveau avec Pro Santé Connect" }).click();
    await expect(page.getByText("Votre métier est vérifié. Votre badge est visible.")).toBeVisible();

    // The same person on a second account.
    const other = await professional(person, info.project.name, baseURL!, javaScript);
    await goes(other.page, login);
    await expect(other.page.getByText("Un autre compte porte déjà votre badge.")).toBeVisible();
    await expect(other.page.getByText("En attente")).toBeVisible();
  });
}

const LIES: Lie[] = ["forged", "nonce", "audience", "issuer", "expired"];

test("what a provider says is held against what it proves", async ({ person, baseURL }, info) => {
  for (const lie of LIES) {
    const { page } = await professional(person, info.project.name, baseURL!);
    provider.lies(lie);
    await goes(page, `pharmacist-${digits()}`);
    provider.lies(undefined);
    await expect(page.getByText("La réponse reçue n’a pas pu être vérifiée."), lie).toBeVisible();
    await expect(page.getByText("En attente"), lie).toBeVisible();
    await page.context().close();
  }
});

test("who is no professional, of another profession, or gives up has no badge", async ({ person, baseURL }, info) => {
  for (const [login, said] of [
    [`citizen-${digits()}`, "n’indique aucune activité dans un métier de santé"],
    [`other-${digits()}`, "il n’a pas encore de badge ici"],
    ["cancel", "L’identification a été abandonnée ou refusée."],
  ]) {
    const { page } = await professional(person, info.project.name, baseURL!);
    await goes(page, login);
    await expect(page.getByText(said)).toBeVisible();
    await expect(page.getByText("En attente")).toBeVisible();
    await page.context().close();
  }
});

for (const javaScript of [true, false]) {
  test(`by hand: a file, and two administrators, ${javaScript ? "with" : "without"} JavaScript`, async ({ person, baseURL }, info) => {
    const { page, pseudonym, asking } = await professional(person, info.project.name, baseURL!, javaScript);
    const send = page.getByRole("button", { name: "Envoyer le justificatif" });
    const attach = (name: string, text: string) =>
      page.getByLabel("Votre justificatif").setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });
    await attach("carte.pdf", "<html>pas un PDF</html>");
    await send.click();
    await expect(page.locator(".field__error")).toContainText("Ce fichier n’est ni un PDF ni une image");
    await attach("carte.pdf", "%PDF-1.7 carte professionnelle d’essai");
    await send.click();
    await expect(page.getByText("Votre justificatif est joint à votre demande.")).toBeVisible();
    await expect(page.getByText("Il sera effacé dès la décision.")).toBeVisible();

    const first = await as(info.project.name, baseURL!, "administrator");
    const second = await as(info.project.name, baseURL!, "administrator", "en");
    const claims = await (await first.get("/api/administration/claims?q=&after=&verified=")).json();
    const claim = claims.pending.find((one: { member: { pseudonym: string } }) => one.member.pseudonym === pseudonym);
    const proof = await first.get(`/admin/claims/${claim.id}/proof`);
    expect(proof.status()).toBe(200);
    expect(await proof.text()).toContain("carte professionnelle d’essai");
    expect(proof.headers()).toMatchObject({
      "content-disposition": 'attachment; filename="justificatif.pdf"', "x-content-type-options": "nosniff",
      "content-type": "application/pdf", "cache-control": "private, no-store",
    });
    expect((await asking.get(`/admin/claims/${claim.id}/proof`)).status()).toBe(403);

    const decide = { claim: claim.id, decision: "verified" };
    expect(await done(first, "administration.decide", decide)).toContain("first_yes");
    expect((await submit(first, "administration.decide", decide)).errors).toEqual([["decision", "SecondNeeded"]]);
    expect(await done(second, "administration.decide", decide)).toContain("decided");
    expect((await first.get(`/admin/claims/${claim.id}/proof`)).status()).toBe(404);
    await page.goto("/settings/profession");
    await expect(page.getByText("Métier vérifié", { exact: true })).toBeVisible();

    // The agreement taken back: no badge, no request; asked again, the file is demanded and what was typed stays.
    await page.goto("/settings/data");
    if (javaScript) await hydrated(page);
    const receipt = page.getByRole("region", { name: "Faire vérifier mon métier" });
    await receipt.getByRole("button", { name: "Retirer cet accord" }).click();
    await expect(page.getByText("Votre accord est retiré.", { exact: true })).toBeVisible();
    await page.goto("/settings/profession");
    if (javaScript) await hydrated(page);
    await expect(page.getByText("Vous n’avez pas encore demandé de vérification.")).toBeVisible();
    await page.getByLabel("Votre métier").selectOption("nurse");
    await page.getByLabel("Votre numéro RPPS").fill("10009999999");
    await page.getByLabel("Votre lieu d’exercice").fill("Cabinet des Essais");
    await page.locator("#members-claim-profession_consent").check();
    await page.getByRole("button", { name: "Envoyer ma demande" }).click();
    await expect(page.locator("#members-claim-proof_file-error")).toBeVisible();
    await expect(page.getByLabel("Votre lieu d’exercice")).toHaveValue("Cabinet des Essais");
    await attach("carte.pdf", "%PDF-1.7 carte professionnelle d’essai");
    await page.getByRole("button", { name: "Envoyer ma demande" }).click();
    await expect(page.getByText("Votre demande est envoyée.")).toBeVisible();
  });
}

test("a number that looks mistyped is a warning, and no more", async ({ person }) => {
  const page = await person();
  await page.goto("/sign-up?role=professional");
  await hydrated(page);
  const warning = page.getByText("La clé de contrôle ne correspond pas");
  await page.getByLabel("Votre numéro RPPS").fill("79927398710");
  await expect(warning).toBeVisible();
  await page.getByLabel("Votre numéro RPPS").fill("79927398713");
  await expect(warning).toHaveCount(0);
  expect(freshId()).toHaveLength(22);
});
