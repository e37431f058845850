// An adverse effect is told: its author alone is offered a summary to take to the national portal, and the hosts of a
// community that a company runs find it in their list. With JavaScript and without; nothing leaves by itself.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { newcomer, place } from "../support/newcomer";
import { done, freshId } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";

const TOLD = "Je prends du méthotrexate depuis mars 2025, et depuis trois semaines il me donne des nausées tous les samedis.";
const PORTAL = "https://signalement.social-sante.gouv.fr";

/** A community of a company, hosted by who is on this page. */
async function company(page: Page, project: string): Promise<string> {
  await newcomer(page, project, []);
  const to = await done(page.request, "communities.create", {
    name: `Essai ${freshId().slice(-8)}`, description: "Une communauté pour les essais, avec une charte complète.",
    visibility: "open", conditions: "N18", owner: "Laboratoire des Essais", owner_type: "company",
    funding: "Le laboratoire paie tout.", source_name_0: "Le laboratoire", source_share_0: "100", source_industry_0: "1",
    advertising: "no", objectives: "Comprendre ce que vivent les malades.", data_use: "Jamais vendues, jamais prêtées.",
    moderation: "Relue sous quatre heures.", consent: "1",
  });
  return /\/c\/([^?#]+)/.exec(to)![1];
}

async function ask(page: Page, community: string, title: string, body: string) {
  const fields = { id: freshId(), community, kind: "discussion", circle: "members", title, body, tags: "" };
  return place(await done(page.request, "threads.ask", fields));
}

/** No barrier, and nothing beside the page on a small phone. */
async function sound(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0].html.slice(0, 120)}`)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("told, offered to its author alone, summed up, screened by the host", async ({ page, person }, info) => {
  const slug = await company(page, info.project.name);
  const anne = await person();
  await newcomer(anne, info.project.name, [slug]);
  const thread = await ask(anne, slug, "Mes samedis", "Comment passez-vous les vôtres ?");

  // While writing: that the community is screened, and what can be done with it; quietly.
  await anne.goto(thread);
  await hydrated(anne);
  await expect(anne.locator("#reply").getByText("tenue par une entreprise")).toBeVisible();
  await anne.getByLabel("Racontez ce que vous vivez").fill(TOLD);
  await expect(anne.getByText("Vous racontez l’effet d’un médicament")).toBeVisible();
  await anne.getByRole("button", { name: "Publier ma réponse" }).click();
  const offer = anne.getByRole("link", { name: "Déclarer cet effet" });
  await expect(offer).toBeVisible();

  // Others, hosts too, are not shown it, and the page of it is nowhere for them.
  await page.goto(thread);
  await expect(page.locator(".reply")).toContainText("nausées");
  await expect(page.getByRole("link", { name: "Déclarer cet effet" })).toHaveCount(0);
  const to = (await offer.getAttribute("href"))!;
  expect((await page.request.get(to)).status()).toBe(404);

  // The summary: prefilled, corrected, made, taken along.
  await offer.click();
  await hydrated(anne);
  await expect(anne.getByText("Rien de ce que vous écrivez ici n’est gardé ni envoyé")).toBeVisible();
  await expect(anne.getByLabel("Médicament")).toHaveValue("méthotrexate");
  await expect(anne.getByLabel("Effet ressenti")).toHaveValue("nausées");
  await expect(anne.getByLabel("Pris depuis")).toHaveValue("mars 2025");
  await expect(anne.getByLabel("Effet apparu")).toHaveValue("depuis trois semaines");
  await expect(anne.getByLabel("Arrêté")).toHaveValue("");
  await expect(anne.getByLabel("Ce qui s’est passé")).toHaveValue(/tous les samedis/);
  await sound(anne, "declare");
  await anne.getByLabel("Médicament").fill("");
  await anne.getByRole("button", { name: "Préparer le résumé" }).click();
  await expect(anne.getByRole("alert")).toBeVisible();
  await expect(anne.getByLabel("Effet ressenti")).toHaveValue("nausées");
  await anne.getByLabel("Médicament").fill("Méthotrexate 10 mg");
  await anne.getByLabel("Pris depuis").fill("mars 2026");
  await anne.getByRole("button", { name: "Préparer le résumé" }).click();
  const summary = anne.getByRole("region", { name: "Votre résumé" });
  await expect(summary).toContainText("Médicament : Méthotrexate 10 mg");
  await expect(summary).toContainText("Pris depuis : mars 2026");
  await expect(summary).toContainText("Personne concernée : Moi");
  const portal = summary.getByRole("link", { name: /^Ouvrir signalement/ });
  await expect(portal).toHaveAttribute("href", PORTAL);
  await expect(portal).toHaveAttribute("rel", /noopener noreferrer/);
  await expect(portal).toHaveAttribute("target", "_blank");
  const arriving = anne.waitForEvent("download");
  await summary.getByRole("link", { name: "Télécharger" }).click();
  expect((await arriving).suggestedFilename()).toBe("effet-indesirable.txt");
  await sound(anne, "summary");
  // Nothing of it stays: neither on the device nor on the page that is asked for again.
  expect(await anne.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage))).not.toContain("mars 2026");
  await anne.reload();
  await hydrated(anne);
  await expect(anne.getByLabel("Pris depuis")).toHaveValue("mars 2025");
  await expect(summary).toHaveCount(0);

  // The host's list.
  await page.goto(`/c/${slug}`);
  await page.getByRole("link", { name: "Effets indésirables à relever" }).click();
  await hydrated(page);
  const row = page.locator(".case");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("méthotrexate");
  await expect(row).toContainText("nausées");
  await sound(page, "screening");
  await row.getByLabel("Note").fill("Dossier 12");
  await row.getByRole("button", { name: "Déclaré" }).click();
  await expect(page.getByText("Rien n’attend.")).toBeVisible();
  await page.getByRole("link", { name: "Relevés" }).click();
  await expect(row).toContainText("Dossier 12");
  await expect(row).toContainText("Déclaré");
  expect((await anne.request.get(`/c/${slug}/vigilance`)).status()).toBe(404);
});

test("without JavaScript the same: offered, summed up, screened", async ({ person }, info) => {
  const [host, anne] = [await person({ javaScriptEnabled: false }), await person({ javaScriptEnabled: false })];
  const slug = await company(host, info.project.name);
  await newcomer(anne, info.project.name, [slug]);
  const thread = await ask(anne, slug, "Mes nuits", "Le tramadol me donne des vertiges. Et vous ?");
  await anne.goto(thread);
  await anne.getByRole("link", { name: "Déclarer cet effet" }).click();
  await expect(anne.getByLabel("Médicament")).toHaveValue("tramadol");
  await anne.getByLabel("Effet ressenti").fill("");
  await anne.getByLabel("Effet apparu").fill("le lendemain");
  await anne.getByRole("button", { name: "Préparer le résumé" }).click();
  await expect(anne.getByText("Ce champ est à remplir.").first()).toBeVisible();
  await expect(anne.getByLabel("Effet apparu")).toHaveValue("le lendemain");
  await anne.getByLabel("Effet ressenti").fill("vertiges");
  await anne.getByRole("button", { name: "Préparer le résumé" }).click();
  const summary = anne.getByRole("region", { name: "Votre résumé" });
  await expect(summary).toContainText("Effet apparu : le lendemain");
  await expect(summary.getByRole("link", { name: "Télécharger" })).toHaveAttribute("href", /^data:text\/plain/);
  await expect(summary.getByRole("button")).toHaveCount(0);

  await host.goto(`/c/${slug}/vigilance`);
  await expect(host.locator(".case")).toContainText("tramadol");
  await host.getByRole("button", { name: "Rien à déclarer" }).click();
  await expect(host.getByText("Rien n’attend.")).toBeVisible();
});

test("help stands alone: no similar questions beside it, and in letters too", async ({ page, person }, info) => {
  const slug = await company(page, info.project.name);
  const other = await person();
  const who = await newcomer(other, info.project.name, [slug]);
  await page.goto(`/ask?community=${slug}&kind=question`);
  await hydrated(page);
  const help = page.getByRole("region", { name: "De l’aide, maintenant" });
  await page.getByLabel("Racontez").fill("Je ne veux plus vivre comme ça, la dialyse et la fatigue ont gagné.");
  await expect(help).toBeVisible();
  await expect(help).toContainText("En France");
  await expect(page.getByRole("heading", { name: "On en a déjà parlé ?" })).toHaveCount(0);

  // A letter: help for its writer, before and after, and no report.
  const me = /\/m\/([0-9A-Za-z]{22})/.exec(await (await other.request.get("/settings")).text())![1];
  await page.goto(`/letters/${me}`);
  await hydrated(page);
  await page.locator("#reply textarea").fill("Je ne veux plus vivre comme ça.");
  await expect(help).toBeVisible();
  await page.locator("#reply").getByRole("button", { name: /^(Envoyer|Demander)/ }).click();
  await expect(page.locator(".letter")).toContainText("plus vivre");
  await expect(help).toBeVisible();
  await page.goto("/moderation");
  await expect(page.getByText("plus vivre")).toHaveCount(0);
  expect(who.pseudonym).not.toBe("");
});
