// A member makes a token for a program, sees it once, and ends it; with and without JavaScript.
import { request } from "@playwright/test";
import { newcomer } from "../support/people";
import { expect, hydrated, mailTo, signIn, test } from "../support/vecu";

/** Every newcomer's. */
const PASSWORD = "cheval brouette nuage tambour";

for (const javaScript of [true, false]) {
  test(`a token is made, shown once and deleted, ${javaScript ? "with" : "without"} JavaScript`, async ({ person, baseURL }, info) => {
    const who = await newcomer(info.project.name, baseURL!);
    const page = await person({ javaScriptEnabled: javaScript, viewport: { width: 390, height: 844 } });
    const settled = () => (javaScript ? hydrated(page) : page.waitForLoadState());
    await signIn(page, { part: "", password: PASSWORD, ...who }, javaScript);
    await page.goto("/settings");
    await settled();
    await page.getByRole("link", { name: "Voir mes jetons" }).click();
    await expect(page.getByText("Vous n’avez pas de jeton.")).toBeVisible();

    // Refused first: each error at its field, and what was typed stays.
    await page.getByLabel("À quoi servira-t-il ?").fill("Robot des rendez-vous");
    await page.getByLabel("Mot de passe actuel").fill("pas le bon du tout");
    await page.getByRole("button", { name: "Créer le jeton" }).click();
    await expect(page.locator(".error-summary")).toContainText("Rien n’est perdu");
    await expect(page.getByLabel("À quoi servira-t-il ?")).toHaveValue("Robot des rendez-vous");
    await expect(page.getByLabel("Lire", { exact: false }).first()).toHaveAttribute("aria-invalid", "true");

    await page.getByRole("checkbox", { name: /^Lire/ }).check();
    await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
    await page.getByRole("button", { name: "Créer le jeton" }).click();
    const shown = page.locator("[data-token]");
    await expect(shown).toHaveText(/^vecu_[A-Za-z0-9_-]{43}$/);
    const token = await shown.innerText();
    await expect(page.getByText("Votre jeton est créé.")).toBeVisible();
    expect((await mailTo(info.project.name, who.email, /settings\/tokens/)).text).toContain("Robot des rendez-vous");

    const program = await request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
    expect(await (await program.get("/api/v1/me")).json()).toMatchObject({ pseudonym: who.pseudonym, token: { scopes: ["read"] } });
    expect((await program.post("/api/v1/notices/seen", { data: {} })).status()).toBe(403);

    // Shown once.
    await page.goto("/settings/tokens");
    await settled();
    await expect(page.getByText("Robot des rendez-vous").first()).toBeVisible();
    await expect(shown).toHaveCount(0);
    expect(await page.content()).not.toContain(token);

    await page.getByRole("button", { name: "Supprimer Robot des rendez-vous" }).click();
    await expect(page.getByText("Ce jeton ne fonctionne plus.")).toBeVisible();
    expect((await program.get("/api/v1/me")).status()).toBe(401);
  });
}

test("the guide leads to the description", async ({ page }) => {
  await page.goto("/about");
  await page.getByRole("contentinfo").getByRole("link", { name: "Pour les programmes (API)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pour les programmes" })).toBeVisible();
  await expect(page.locator("pre")).toHaveCount(2);
  const link = page.getByRole("link", { name: "/api/v1/openapi.json" });
  const described = await (await page.request.get((await link.getAttribute("href"))!)).json();
  expect(described.openapi).toMatch(/^3\.1/);
});
