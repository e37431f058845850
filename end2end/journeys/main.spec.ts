// What the whole is for: somebody ill reads, joins, asks; a verified professional answers with a
// source; the answer is found, and what helped is said.
import { CLOSED, OPEN, stranger } from "../support/newcomer";
import { account, expect, hydrated, linkIn, mailTo, signIn, test } from "../support/vecu";

test.use({ viewport: { width: 390, height: 844 } });

test("a patient asks, a professional answers with a source", async ({ page, person }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const who = stranger();
  const title = `Le matin, mon père met une heure à se lever (${who.pseudonym})`;

  await test.step("a visitor reads an open community and one of its threads", async () => {
    await page.goto("/");
    await hydrated(page);
    await page.getByText("Menu", { exact: true }).click();
    await page.locator(".top__menu").getByRole("link", { name: "Communautés" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Communautés" })).toBeVisible();
    await page.getByRole("link", { name: OPEN.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: OPEN.name })).toBeVisible();
    const first = page.locator("#threads .thread__title a").first();
    const read = await first.innerText();
    await first.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(read);
    await expect(page.getByText("Pour répondre, connectez-vous ou créez un compte.")).toBeVisible();
  });

  await test.step("signs up and confirms the address from the mail", async () => {
    await page.getByText("Menu", { exact: true }).click();
    await page.locator(".top__menu").getByRole("link", { name: "Rejoindre" }).click();
    await page.getByText("Personne malade").click();
    await page.getByLabel("Votre nom sur Vécu").fill(who.pseudonym);
    await page.getByLabel("Votre adresse électronique").fill(who.email);
    await page.getByLabel("Votre mot de passe").fill(who.password);
    await page.getByLabel("J’ai 18 ans ou plus.").check();
    await page.getByLabel("J’ai lu ce texte et j’accepte.").check();
    await page.getByRole("button", { name: "Créer mon compte" }).click();
    await expect(page.getByRole("heading", { name: "Regardez vos messages" })).toBeVisible();
    await page.goto(linkIn((await mailTo(project, who.email)).text));
    await hydrated(page);
    await page.getByRole("button", { name: "Confirmer et entrer" }).click();
    await page.waitForURL("**/feed**");
    await hydrated(page);
    await expect(page.getByText("Votre adresse est confirmée. Bienvenue.")).toBeVisible();
  });

  await test.step("joins a community for members only, having read what that reveals", async () => {
    await page.getByRole("navigation", { name: "Navigation principale" }).getByRole("link", { name: "Communautés" }).click();
    await page.getByRole("link", { name: CLOSED.name }).click();
    await expect(page.getByText("Les échanges de cette communauté sont lus par ses membres, et par eux seuls.")).toBeVisible();
    await page.getByRole("link", { name: "Rejoindre cette communauté" }).click();
    await expect(page.getByText("Faire partie d’une communauté autour d’une maladie dit déjà quelque chose de votre santé")).toBeVisible();
    await page.getByRole("button", { name: "Rejoindre" }).click();
    await expect(page.locator(".field__error")).toContainText("Cochez cette case pour continuer.");
    await page.getByLabel("J’ai lu et j’accepte, pour cette communauté").check();
    await page.getByRole("button", { name: "Rejoindre" }).click();
    await expect(page.getByText("Bienvenue dans la communauté.")).toBeVisible();
  });

  await test.step("asks, and sees before posting who will read", async () => {
    await page.getByRole("link", { name: "Poser une question" }).click();
    await expect(page.getByLabel("Où ?")).toHaveValue(CLOSED.slug);
    await expect(page.getByRole("radio", { name: /Membres et professionnels vérifiés/ })).toBeChecked();
    await expect(page.getByText(`Sera visible par les malades, les proches, les professionnels vérifiés et les hôtes de ${CLOSED.name}.`)).toBeVisible();
    await page.getByLabel("En une phrase").fill(title);
    await page.getByLabel("Racontez").fill("Il prend ses comprimés au réveil. **Faut-il attendre** avant de bouger ?");
    await expect(page.locator(".preview__body strong")).toHaveText("Faut-il attendre");
    await page.getByLabel(/^Mots-dièse/).fill("matin, aidants");
    await page.getByLabel("À quel métier ?").selectOption("pharmacist");
    await page.getByRole("button", { name: "Publier" }).click();
    await page.waitForURL("**/t/**");
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText("C’est publié.")).toBeVisible();
    await expect(page.locator(".status")).toHaveText("En attente");
  });

  const professional = account(project, "professional");
  const answer = page.getByRole("article", { name: professional.pseudonym });

  await test.step("the professional finds it waiting, and answers with a source", async () => {
    const pro = await person({ viewport: { width: 1280, height: 800 } });
    await signIn(pro, professional);
    await expect(pro.getByRole("heading", { name: "Les questions qui attendent" })).toBeVisible();
    await expect(pro.getByRole("heading", { name: "Pour votre métier" })).toBeVisible();
    await pro.getByRole("link", { name: title }).click();
    const composer = pro.locator("#reply");
    await composer.getByText("en professionnel").click();
    await composer.getByLabel("Racontez ce que vous vivez").fill("En général, l’effet met du temps à venir. La notice le dit.");
    await composer.getByRole("button", { name: "Publier ma réponse" }).click();

    await expect(composer.locator(".error-summary")).toBeFocused();
    await expect(composer.getByLabel("Source 1", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(composer.locator(".field__error")).toContainText("Indiquez au moins une source");
    await expect(composer.getByLabel("Racontez ce que vous vivez")).toHaveValue("En général, l’effet met du temps à venir. La notice le dit.");
    await expect(composer.getByRole("radio", { name: /en professionnel/ })).toBeChecked();

    await composer.getByLabel("Source 1", { exact: true }).fill("Notice du médicament");
    await composer.getByLabel("Lien de la source 1", { exact: true }).fill("https://exemple.fr/notice");
    await composer.getByRole("button", { name: "Publier ma réponse" }).click();
    await expect(pro.getByText("Votre réponse est publiée. Merci.")).toBeVisible();
    await expect(pro.getByRole("article", { name: professional.pseudonym })).toContainText("Réponse professionnelle");
  });

  await test.step("the asker finds the answer and says that it helped", async () => {
    await page.reload();
    await hydrated(page);
    await expect(page.locator(".status")).toHaveText("Avec réponse et sources");
    await expect(answer.getByRole("link", { name: "Notice du médicament" })).toBeVisible();
    await answer.getByRole("button", { name: "Cela m’aide" }).click();
    await expect(answer.getByText("Cette réponse a aidé")).toBeVisible();
  });

  await test.step("a reaction counts at once, before the server has answered", async () => {
    let release = () => {};
    const gate = new Promise<void>((open) => (release = open));
    await page.route("**/api/forms/submit", async (route) => {
      await gate;
      await route.continue();
    });
    await answer.getByText("Réagir").click();
    const thanks = answer.getByRole("button", { name: /Merci/ });
    await thanks.click();
    await expect(thanks).toHaveAttribute("aria-pressed", "true");
    await expect(answer.getByRole("list", { name: "Réactions reçues" })).toContainText("Merci 1");
    const answered = page.waitForResponse("**/api/forms/submit");
    release();
    await answered;
    await page.unroute("**/api/forms/submit");
    await page.reload();
    await hydrated(page);
    await expect(answer.getByRole("list", { name: "Réactions reçues" })).toContainText("Merci 1");
  });

  await test.step("stops following, and follows again", async () => {
    await page.getByRole("button", { name: "Ne plus suivre" }).click();
    await page.getByRole("button", { name: "Suivre", exact: true }).click();
    await expect(page.getByRole("button", { name: "Ne plus suivre" })).toBeVisible();
  });

  await test.step("edits; readers can open what stood before", async () => {
    await page.getByRole("link", { name: "Modifier", exact: true }).click();
    await page.getByLabel("Racontez").fill("Il prend ses comprimés une heure avant de se lever, maintenant.");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("C’est enregistré.")).toBeVisible();
    await expect(page.locator(".ask__body")).toContainText("une heure avant");
    await page.getByRole("link", { name: "Modifié, voir avant" }).click();
    await expect(page.locator(".revisions")).toContainText("Il prend ses comprimés au réveil.");
    await page.goBack();
  });

  await test.step("deletes their own; the answer stays, the text is gone", async () => {
    await page.locator(".ask").getByText("Effacer", { exact: true }).first().click();
    await page.locator(".ask").getByRole("button", { name: "Effacer" }).click();
    await expect(page.getByRole("heading", { name: "Message effacé" })).toBeVisible();
    await expect(page.locator("body")).not.toContainText("une heure avant de se lever");
    await expect(answer).toBeVisible();
  });
});
