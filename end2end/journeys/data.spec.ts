// A member takes back an agreement, takes their data with them, thinks of leaving, stays, and leaves; with and without
// JavaScript.
import { readFileSync } from "node:fs";
import { OPEN, newcomer } from "../support/newcomer";
import { done, freshId, submit, thread } from "../support/people";
import { expect, hydrated, mailTo, test } from "../support/vecu";

for (const javaScript of [true, false]) {
  test(`my data: agreements, a copy, leaving, ${javaScript ? "with" : "without"} JavaScript`, async ({ person }, info) => {
    test.setTimeout(120_000);
    const page = await person({ javaScriptEnabled: javaScript, viewport: { width: 390, height: 844 } });
    const other = await person({ javaScriptEnabled: javaScript });
    const settled = () => (javaScript ? hydrated(page) : page.waitForLoadState());
    const who = await newcomer(page, info.project.name, [OPEN.slug]);
    const word = `Girouette ${freshId().slice(-8)}`;
    await done(page.request, "threads.ask", thread({ title: word, body: `Un texte avec ${word}.` }));

    await page.goto("/settings");
    await settled();
    await page.getByRole("link", { name: "Mes données" }).click();
    await expect(page.getByRole("heading", { name: "Mes accords" })).toBeVisible();
    await expect(page.getByText("Si vous le retirez : vous quittez la communauté tout de suite.")).toBeVisible();
    await page.getByRole("button", { name: `Retirer cet accord : Faire partie de ${OPEN.name}` }).click();
    await expect(page.getByText("Votre accord est retiré, et vous avez quitté la communauté.")).toBeVisible();
    // The agreement to its charter went with it.
    await expect(page.getByText("Retiré le")).toHaveCount(2);

    // A copy: asked for, told by mail, opened with the password, fetched by nobody else.
    await page.getByRole("button", { name: "Préparer ma copie" }).click();
    await expect(page.getByText("Votre copie se prépare. Un message vous préviendra.")).toBeVisible();
    const mail = await mailTo(info.project.name, who.email, /copie de vos données/);
    expect(mail.text).toContain("/settings/data");
    await page.goto("/settings/data");
    await settled();
    // Came in by a link from a mail: nothing proves yet that it is them who hold the device.
    await page.getByRole("button", { name: "Ouvrir ma copie" }).click();
    await page.getByLabel("Votre mot de passe").fill("pas le bon du tout");
    await page.getByRole("button", { name: "Confirmer" }).click();
    await expect(page.getByText("Ce n’est pas votre mot de passe actuel.").first()).toBeVisible();
    await page.getByLabel("Votre mot de passe").fill(who.password);
    await page.getByRole("button", { name: "Confirmer" }).click();
    const link = page.getByRole("link", { name: "Télécharger ma copie" });
    await expect(link).toBeVisible();
    const address = (await link.getAttribute("href"))!;
    const coming = page.waitForEvent("download");
    await link.click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^vecu-\d{4}-\d\d-\d\d\.zip$/);
    const zip = readFileSync(await file.path());
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    expect(zip.includes("csv/threads.csv")).toBe(true);
    expect((await other.request.get(address)).status()).toBe(401);
    await newcomer(other, info.project.name, []);
    expect((await other.request.get(address)).status()).toBe(404);

    // In two weeks; then not after all.
    await page.getByRole("link", { name: "Effacer mon compte" }).click();
    await expect(page.getByRole("heading", { name: "Ce qui part" })).toBeVisible();
    await settled();
    await page.getByRole("button", { name: "Effacer mon compte" }).click();
    await expect(page.locator(".error-summary")).toContainText("Rien n’est perdu");
    const confirm = async (when: RegExp, name: string) => {
      await page.getByRole("radio", { name: /^Les effacer/ }).check();
      await page.getByRole("radio", { name: when }).check();
      await page.getByLabel("Écrivez votre pseudonyme pour confirmer").fill(name);
      await page.getByRole("button", { name: "Effacer mon compte" }).click();
    };
    await confirm(/^Dans quatorze jours/, "Quelqu’un d’autre");
    await expect(page.locator(".error-summary")).toContainText("Ce n’est pas votre pseudonyme.");
    await confirm(/^Dans quatorze jours/, who.pseudonym);
    await expect(page.getByText("Votre demande est enregistrée.")).toBeVisible();
    await expect(page.getByText("Votre compte sera effacé le")).toBeVisible();
    expect((await mailTo(info.project.name, who.email, /Garder mon compte/)).subject).toBe("Votre compte sera effacé");
    await page.getByRole("button", { name: "Garder mon compte" }).click();
    await expect(page.getByText("Votre compte est gardé. Rien n’a été effacé.")).toBeVisible();

    // At once.
    await page.goto("/settings/erase");
    await settled();
    await confirm(/^Tout de suite/, who.pseudonym);
    await expect(page.getByText("Votre compte s’efface en ce moment.")).toBeVisible();
    expect((await page.request.get("/settings/data")).status()).toBe(401);
    const again = await submit(other.request, "members.sign_in", { email: who.email, password: who.password });
    expect(again.status).toBe(422);
    expect((await page.request.get(address)).status()).toBe(401);
    // The worker takes the rest within moments, whatever a visitor’s page kept.
    await expect.poll(async () => (await (await page.request.get(`/c/${OPEN.slug}?order=new`)).text()).includes(word)).toBe(false);
  });
}
