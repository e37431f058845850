// Something is reported, a host decides with the text in front of them, the person concerned gets the reasons and
// appeals, another host reads the appeal. With JavaScript and without, and with the keyboard.
import type { Page } from "@playwright/test";
import { community, sound } from "../support/moderated";
import { newcomer, OPEN, place } from "../support/newcomer";
import { done, freshId } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";

/** A community of its own with two hosts, so that nothing else waits in its queue. */
async function scene(page: Page, other: Page, project: string) {
  const { host, slug, name } = await community(page, project);
  const second = await newcomer(other, project, [slug]);
  await done(page.request, "communities.name_host", { community: slug, pseudonym: second.pseudonym });
  return { host, second, slug, name };
}

async function ask(page: Page, community: string, title: string, body: string) {
  const fields = { id: freshId(), community, kind: "discussion", circle: "public", title, body, tags: "" };
  return place(await done(page.request, "threads.ask", fields));
}

test("reported, hidden with its reasons, appealed against, standing again", async ({ page, person }, info) => {
  const [other, yves, anne] = [await person(), await person(), await person()];
  const { slug } = await scene(page, other, info.project.name);
  const author = await newcomer(yves, info.project.name, [slug]);
  await newcomer(anne, info.project.name, [slug]);
  const thread = await ask(anne, slug, "Mon ordonnance a changé", "Que faites-vous quand cela arrive ?");
  await done(yves.request, "threads.reply", { id: freshId(), thread: thread.split("/").pop()!, body: "Prenez le double, je ne m’en porte pas plus mal." });

  // Anne reports it.
  await anne.goto(thread);
  await hydrated(anne);
  await anne.locator(".reply").getByRole("link", { name: /^Signaler/ }).click();
  await expect(anne.getByText("Prenez le double")).toBeVisible();
  await anne.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(anne.getByText("Choisissez", { exact: false }).or(anne.getByText("Ce champ est à remplir.")).first()).toBeVisible();
  await sound(anne, "report");
  await anne.getByText("Un conseil qui pourrait faire du mal").click();
  await anne.getByRole("textbox", { name: "Voulez-vous en dire plus ?" }).fill("Quelqu’un pourrait le croire.");
  await anne.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(anne.getByText("Merci. Votre signalement est enregistré.")).toBeVisible();

  // The host hears of it and decides.
  await expect(async () => {
    await page.goto("/notices");
    await expect(page.getByRole("link", { name: "Un signalement ou un recours attend votre regard" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("link", { name: "Un signalement ou un recours attend votre regard" }).click();
  await hydrated(page);
  await expect(page.getByText("Un signalement attend.")).toBeVisible();
  await sound(page, "queue");
  // Found by whose text it is, and no other; how much waits is said all the same.
  const search = page.getByRole("searchbox", { name: "Chercher dans cette liste" });
  await search.fill("introuvable");
  await search.press("Enter");
  await expect(page.getByText("Rien ne correspond dans cette liste.")).toBeVisible();
  await expect(page.getByText("Un signalement attend.")).toBeVisible();
  await hydrated(page);
  await sound(page, "queue-none");
  await search.fill(author.pseudonym.toUpperCase());
  await search.press("Enter");
  await expect(page.locator(".case")).toHaveCount(1);
  await hydrated(page);
  await page.getByRole("link", { name: "Un conseil qui pourrait faire du mal" }).click();
  await expect(page.getByText("Prenez le double")).toBeVisible();
  await expect(page.getByText("Quelqu’un pourrait le croire.")).toBeVisible();
  await page.getByRole("button", { name: "Je m’en occupe" }).click();
  await expect(page.getByText("Vous vous en occupez")).toBeVisible();
  await page.locator("label", { hasText: "Masquer" }).click();
  await page.getByRole("button", { name: "Décider et prévenir la personne" }).click();
  await expect(page.locator(".field__error").first()).toBeVisible();
  await page.getByLabel("La règle concernée").selectOption({ label: "On raconte, on ne prescrit pas" });
  await page.getByRole("textbox", { name: "Le motif, dit à la personne" }).fill("On raconte ce qu’on a vécu ; on ne fixe pas la dose des autres.");
  await expect(page.locator(".statement").filter({ hasText: "Votre texte a été masqué." })).toContainText("la dose des autres");
  await sound(page, "case");
  await page.getByRole("button", { name: "Décider et prévenir la personne" }).click();
  await expect(page.getByText("La décision est enregistrée.")).toBeVisible();
  await expect(page.getByText("Rien n’attend. Merci de veiller.")).toBeVisible();

  // Gone from the page of everybody; its author has the reasons, and appeals.
  await anne.goto(thread);
  await expect(anne.getByText("Prenez le double")).toHaveCount(0);
  await expect(async () => {
    await yves.goto("/notices");
    await expect(yves.getByRole("link", { name: "Une décision de modération vous concerne" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await yves.getByRole("link", { name: "Une décision de modération vous concerne" }).click();
  await hydrated(yves);
  await expect(yves.locator(".statement")).toContainText("la dose des autres");
  await expect(yves.locator(".statement")).toContainText("Prenez le double");
  await yves.locator("summary", { hasText: "Pas d’accord ?" }).click();
  await sound(yves, "decisions");
  await yves.getByRole("textbox", { name: "Pourquoi relire cette décision ?" }).fill("Je racontais ce que mon médecin m’a prescrit.");
  await yves.getByRole("button", { name: "Faire appel" }).click();
  await expect(yves.getByText("Votre recours attend d’être relu")).toBeVisible();

  // Not by who decided.
  await page.goto("/moderation?tab=appeals");
  await expect(page.getByText("Aucun recours n’attend.")).toBeVisible();
  await other.goto("/moderation?tab=appeals");
  await hydrated(other);
  await expect(other.getByRole("heading", { name: author.pseudonym })).toBeVisible();
  await other.getByRole("link", { name: "Ouvrir le recours" }).click();
  await expect(other.getByText("Je racontais ce que mon médecin m’a prescrit.")).toBeVisible();
  await sound(other, "appeal");
  await other.locator("label", { hasText: "Est annulée" }).click();
  await other.getByRole("textbox", { name: "La réponse, dite à la personne" }).fill("Relu : c’était un récit. Pardon.");
  await other.getByRole("button", { name: "Répondre au recours" }).click();
  await expect(other.getByText("La décision est enregistrée.")).toBeVisible();
  await anne.goto(thread);
  await expect(anne.getByText("Prenez le double")).toBeVisible();
  await yves.goto("/decisions");
  await expect(yves.locator(".statement")).toContainText("Relu : c’était un récit. Pardon.");

  // The log says what and how many, and no names.
  await anne.goto(`/rules?community=${slug}`);
  const row = anne.locator("tbody tr");
  await expect(row).toHaveCount(1);
  await sound(anne, "rules");
  await expect(row).toContainText("Masquer");
  await expect(anne.locator("main")).not.toContainText(author.pseudonym);
});

test("somebody without an account reports, a host decides, all without JavaScript", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  const other = await person({ javaScriptEnabled: false });
  const { slug, name, second } = await scene(page, other, info.project.name);
  const thread = await ask(other, slug, "Il me reste des boîtes", "Je les garde pour plus tard.");
  const visitor = await person({ javaScriptEnabled: false });
  await visitor.goto(thread);
  await visitor.getByRole("main").getByRole("link", { name: /^Signaler/ }).click();
  await visitor.getByText("Autre chose").click();
  await visitor.getByRole("textbox", { name: "Votre adresse, pour l’accusé de réception" }).fill("pas une adresse");
  await visitor.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(visitor.locator(".field__error")).toHaveCount(2);
  await expect(visitor.getByRole("textbox", { name: "Votre adresse, pour l’accusé de réception" })).toHaveValue("pas une adresse");
  await visitor.getByRole("textbox", { name: "Votre adresse, pour l’accusé de réception" }).fill("visiteuse@exemple.fr");
  await visitor.getByRole("textbox", { name: "Voulez-vous en dire plus ?" }).fill("Cela ressemble à une vente.");
  await visitor.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(visitor.getByText("Merci. Votre signalement est enregistré.")).toBeVisible();

  await page.goto("/moderation");
  const search = page.getByRole("searchbox", { name: "Chercher dans cette liste" });
  await search.fill("introuvable");
  await search.press("Enter");
  await expect(page.getByText("Rien ne correspond dans cette liste.")).toBeVisible();
  await search.fill(name);
  await search.press("Enter");
  await page.getByRole("link", { name: "Autre chose" }).click();
  await expect(page.getByText("Cela ressemble à une vente.")).toBeVisible();
  await page.getByText("Fermer aux réponses").click();
  await page.getByRole("button", { name: "Décider et prévenir la personne" }).click();
  await expect(page.locator(".field__error")).toHaveCount(2);
  await page.getByLabel("La règle concernée").selectOption("medicines");
  await page.getByRole("textbox", { name: "Le motif, dit à la personne" }).fill("Les boîtes qui restent se rapportent en pharmacie.");
  await page.getByRole("button", { name: "Décider et prévenir la personne" }).click();
  await expect(page.getByText("La décision est enregistrée.")).toBeVisible();
  await other.goto("/decisions");
  await expect(other.getByText("Votre fil ne prend plus de réponses.")).toBeVisible();
  // Each list is searched by itself.
  await page.goto("/moderation?tab=decided");
  await search.fill(second.pseudonym);
  await search.press("Enter");
  await expect(page).toHaveURL(/tab=decided/);
  await expect(search).toHaveValue(second.pseudonym);
  await expect(page.getByRole("heading", { name: second.pseudonym })).toBeVisible();
});

test("somebody without an account reports a member from their page, without JavaScript", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  const yves = await newcomer(page, info.project.name, [OPEN.slug]);
  const settings = await (await page.request.get("/settings")).text();
  const visitor = await person({ javaScriptEnabled: false });
  await visitor.goto(/\/m\/[0-9A-Za-z]{22}/.exec(settings)![0]);
  await visitor.getByRole("main").getByRole("link", { name: /^Signaler/ }).click();
  await expect(visitor.locator(".case__quote")).toContainText(yves.pseudonym);
  await visitor.getByText("Autre chose").click();
  await visitor.getByRole("textbox", { name: "Voulez-vous en dire plus ?" }).fill("Ce n’est pas qui l’on croit.");
  await visitor.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(visitor.getByText("Merci. Votre signalement est enregistré.")).toBeVisible();
  await expect(visitor.getByRole("heading", { level: 1, name: yves.pseudonym })).toBeVisible();
});

test("a message of distress waits first, and the queue is walked with keys @once", async ({ page, person }, info) => {
  const [other, yves] = [await person(), await person()];
  const { slug } = await scene(page, other, info.project.name);
  await newcomer(yves, info.project.name, [slug]);
  const thread = await ask(yves, slug, "Bonjour", "Voyez tout cela sur https://exemple.fr");
  await done(yves.request, "threads.reply", { id: freshId(), thread: thread.split("/").pop()!, body: "Je veux en finir, ce soir." });
  await page.goto("/moderation");
  await hydrated(page);
  await expect(page.locator(".case")).toHaveCount(2);
  await expect(page.locator(".case").first()).toContainText("Quelqu’un semble aller très mal");
  await expect(page.locator(".case").first()).toContainText("Urgent");
  // Only from within the content: elsewhere a letter is nobody's key.
  await page.keyboard.press("j");
  await expect(page.locator("a.case__open:focus")).toHaveCount(0);
  await page.locator("#content").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(page.locator(".case").first().locator("a.case__open")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Répondez d’abord à la personne.", { exact: false })).toBeVisible();
  // Members who handle nothing have no queue.
  await yves.goto("/moderation");
  await expect(yves.getByRole("heading", { level: 1 })).not.toHaveText("Modération");
});

test("a case is handled with keys, none of which sends anything", async ({ page, person }, info) => {
  const [other, yves] = [await person(), await person()];
  const { slug } = await scene(page, other, info.project.name);
  await newcomer(yves, info.project.name, [slug]);
  const thread = await ask(yves, slug, "Bonjour", "Voyez tout cela sur https://exemple.fr");
  await done(yves.request, "threads.reply", { id: freshId(), thread: thread.split("/").pop()!, body: "Je veux en finir, ce soir." });
  const content = page.locator("#content");
  await page.goto("/moderation");
  await hydrated(page);
  await content.focus();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Quelqu’un semble aller très mal" })).toBeVisible();
  await expect(content, "a new page begins at its content").toBeFocused();
  await expect(page.getByText("Un autre texte de cette personne ici")).toBeVisible();

  // What they lead to is done by the button alone.
  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Je m’en occupe" })).toBeFocused();
  await expect(page.getByText("Vous vous en occupez")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Vous vous en occupez")).toBeVisible();
  await expect(content).toBeFocused();
  await page.keyboard.press("2");
  await expect(page.getByRole("radio", { name: /^Demander une modification/ })).toBeChecked();
  await page.keyboard.press("1");
  await expect(page.getByRole("radio", { name: /^Garder/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^Garder/ })).toBeFocused();

  // While one writes, letters are letters.
  const reasons = page.getByRole("textbox", { name: "Le motif, dit à la personne" });
  await page.keyboard.press("r");
  await expect(reasons).toBeFocused();
  await page.keyboard.type("cjkn2u?");
  await page.keyboard.press("Escape");
  await expect(reasons).toHaveValue("cjkn2u?");
  await expect(page.getByRole("radio", { name: /^Garder/ })).toBeChecked();
  // Nor do they work outside of the content, or with another key held.
  await page.locator("header a").first().focus();
  await page.keyboard.press("n");
  await expect(page.locator("header a").first()).toBeFocused();
  await content.focus();
  await page.keyboard.press("Alt+n");
  await expect(content).toBeFocused();
  await page.keyboard.press("n");
  const note = page.getByRole("textbox", { name: "Une note pour les autres" });
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("");

  await content.focus();
  await page.keyboard.press("?");
  await expect(page.locator(".case__keys")).toHaveAttribute("open", "");
  await expect(page.locator(".case__keys").getByText("Écrire le motif")).toBeVisible();
  await sound(page, "case-keys");
  await content.focus();
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { level: 1, name: "Liens d’un nouveau membre" })).toBeVisible();
  await expect(content).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { level: 1, name: "Quelqu’un semble aller très mal" })).toBeVisible();
  await expect(page.getByText("Vous vous en occupez"), "nothing was decided or handed over").toBeVisible();
  await expect(content).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".case")).toHaveCount(2);
});

test("a message that tells how to reach somebody is warned of before it is posted @once", async ({ page }, info) => {
  await newcomer(page, info.project.name, [OPEN.slug]);
  await page.goto("/ask");
  await hydrated(page);
  await page.locator("textarea[name=body]").fill("Appelez-moi au 06 12 34 56 78, je vous raconterai.");
  await expect(page.getByText("Votre texte contient de quoi vous joindre", { exact: false })).toBeVisible();
});

test("without JavaScript the same message comes back once with the warning, and nothing is lost", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await newcomer(page, info.project.name, [OPEN.slug]);
  await page.goto(`/ask?community=${OPEN.slug}&kind=discussion`);
  await page.getByLabel("En une phrase").fill("Qui veut en parler ?");
  await page.getByLabel("Racontez").fill("Appelez-moi au 06 12 34 56 78, je vous raconterai.");
  await page.getByRole("button", { name: /^Publier/ }).click();
  await expect(page.getByText("Votre texte contient de quoi vous joindre", { exact: false })).toBeVisible();
  await expect(page).not.toHaveURL(/\/t\//);
  await expect(page.getByLabel("En une phrase")).toHaveValue("Qui veut en parler ?");
  await expect(page.getByLabel("Racontez")).toHaveValue("Appelez-moi au 06 12 34 56 78, je vous raconterai.");
  const anyway = page.getByLabel("Publier quand même, avec ces coordonnées");
  await expect(anyway).not.toBeChecked();
  await anyway.check();
  await page.getByRole("button", { name: /^Publier/ }).click();
  await expect(page).toHaveURL(/\/t\//);
  await expect(page.locator(".post__body, .ask__body").first()).toContainText("06 12 34 56 78");

  // A text by which nobody is found is posted at once.
  await page.getByLabel("Racontez ce que vous vivez").fill("Ou plutôt ici, pour que tous lisent.");
  await page.locator("#reply").getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(page.getByText("Ou plutôt ici, pour que tous lisent.")).toBeVisible();
});
