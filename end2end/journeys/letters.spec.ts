// Two members write to each other: asked first, read by nobody else, and without JavaScript as well.
import { OPEN, newcomer } from "../support/newcomer";
import { done, freshId } from "../support/people";
import { decide, sound } from "../support/moderated";
import { account, expect, hydrated, mailTo, signIn, test } from "../support/vecu";

test("one asks, the other answers, both write, and it can end", async ({ page, person }, info) => {
  const anne = await newcomer(page, info.project.name, [OPEN.slug]);
  const other = await person();
  const yves = await newcomer(other, info.project.name, [OPEN.slug]);
  await done(page.request, "members.about", { about: "", findable: "1" });

  // Found by name, because she lets herself be found.
  await other.goto("/search");
  await hydrated(other);
  await other.locator("#q").fill(anne.pseudonym);
  await other.getByRole("option", { name: new RegExp(anne.pseudonym) }).first().click();
  await expect(other.getByRole("heading", { level: 1, name: anne.pseudonym })).toBeVisible();
  await other.getByRole("link", { name: "Écrire un message privé" }).click();
  await other.getByRole("textbox", { name: `Demander à ${anne.pseudonym} un échange privé` }).fill("Bonjour, je débute comme vous. Puis-je vous écrire ?");
  await other.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(other.getByText("Votre message est parti.")).toBeVisible();
  await expect(other.getByText("Votre demande est partie.")).toBeVisible();

  await expect(async () => {
    await page.goto("/notices");
    await expect(page.getByRole("link", { name: new RegExp(`${yves.pseudonym} vous a écrit un message privé`) })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.goto("/letters");
  await hydrated(page);
  await expect(page.getByRole("heading", { name: "On aimerait vous écrire" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: yves.pseudonym }).click();
  await expect(page.getByText("je débute comme vous")).toBeVisible();
  await page.getByRole("textbox", { name: "Votre réponse" }).fill("Avec plaisir.");
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await expect(page.locator(".letter--own")).toContainText("Avec plaisir.");

  // It arrives where the other has it open, and what they type meanwhile stays.
  await expect(other.getByText("Avec plaisir.")).toBeVisible();
  await other.getByRole("textbox", { name: "Votre message" }).fill("Merci !");
  await other.getByRole("button", { name: "Envoyer", exact: true }).click();
  await expect(other.locator(".letter--own").last()).toContainText("Merci !");

  await page.goto("/letters");
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: yves.pseudonym }).click();
  await page.locator("summary", { hasText: "Bloquer" }).click();
  await page.getByRole("button", { name: "Bloquer" }).click();
  await expect(page.getByText("Cette personne ne peut plus vous écrire.")).toBeVisible();
  await other.reload();
  await hydrated(other);
  await expect(other.getByText("Cette personne ne reçoit pas de messages privés.")).toBeVisible();
});

test("letters without JavaScript", async ({ person }, info) => {
  const page = await person({ javaScriptEnabled: false });
  await newcomer(page, info.project.name, [OPEN.slug]);
  const other = await person({ javaScriptEnabled: false });
  const yves = await newcomer(other, info.project.name, [OPEN.slug]);
  const profile = await (await other.request.get("/settings")).text();
  const path = /\/m\/[0-9A-Za-z]{22}/.exec(profile)![0].replace("/m/", "/letters/");
  await page.goto(path);
  await page.getByRole("textbox", { name: `Demander à ${yves.pseudonym} un échange privé` }).fill("a".repeat(601));
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("1\u00a0caractère de trop (600 au plus).").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: `Demander à ${yves.pseudonym} un échange privé` })).toHaveValue("a".repeat(601));
  await page.getByRole("textbox", { name: `Demander à ${yves.pseudonym} un échange privé` }).fill("Bonjour.");
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("Votre demande est partie.")).toBeVisible();
  await other.goto("/letters");
  await expect(other.getByText("On aimerait vous écrire")).toBeVisible();
});

test("a letter is reported like everything else, and its author is told nothing of it", async ({ page, person }, info) => {
  const anne = await newcomer(page, info.project.name, [OPEN.slug]);
  const other = await person();
  const yves = await newcomer(other, info.project.name, [OPEN.slug]);
  const path = /\/m\/[0-9A-Za-z]{22}/.exec(await (await page.request.get("/settings")).text())![0];
  await done(other.request, "letters.write", { id: freshId(), to: path.replace("/m/", ""), body: "Répondez-moi, ou vous verrez." });

  await page.goto("/letters");
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: yves.pseudonym }).click();
  await page.getByRole("link", { name: "Signaler : ce message privé" }).click();
  await expect(page.getByText("liront ce message privé, et aucun autre", { exact: false })).toBeVisible();
  await expect(page.locator(".case__quote")).toContainText("ou vous verrez");
  await page.getByText("Attaque, moquerie ou insistance", { exact: true }).click();
  await page.getByLabel("Voulez-vous en dire plus ?").fill(`Il insiste depuis une semaine (${anne.pseudonym}).`);
  await page.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(page).toHaveURL(/\/letters\//);
  expect((await mailTo(info.project.name, anne.email, /Votre signalement est arrivé/)).text).not.toContain("ou vous verrez");
  // Who wrote it sees nothing of it.
  await other.goto("/decisions");
  await expect(other.getByRole("main")).not.toContainText("message privé");

  // Somebody who looks after the whole instance reads that letter, and warns; who wrote it is told why.
  const administrator = await person();
  await signIn(administrator, account(info.project.name, "administrator"));
  await administrator.goto("/moderation");
  await hydrated(administrator);
  await administrator.getByRole("listitem").filter({ hasText: "Message privé" }).getByRole("link").last().click();
  await expect(administrator.locator(".case__quote")).toContainText("ou vous verrez");
  await expect(administrator.getByText(`Il insiste depuis une semaine (${anne.pseudonym}).`)).toBeVisible();
  await sound(administrator, "letter-case");
  await administrator.locator(".choice label", { hasText: "Avertir" }).click();
  await decide(administrator, "Garder", "Une menace, même vague, n’a pas sa place dans un message privé.");
  await other.goto("/decisions");
  await expect(other.getByText("Un message privé que vous avez écrit a été signalé.")).toBeVisible();
  await expect(other.getByText("C’est un avertissement.", { exact: false }).first()).toBeVisible();
  await expect(other.getByRole("main")).not.toContainText(anne.pseudonym);
});
