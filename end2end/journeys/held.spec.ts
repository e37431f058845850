// A community whose hosts read first messages: said before one writes, read by nobody else until a host has read it,
// sent back for a correction, published, and the person is told. With JavaScript and without.
import { newcomer, place } from "../support/newcomer";
import { done, freshId } from "../support/people";
import { community, decide, sound } from "../support/moderated";
import { expect, hydrated, test } from "../support/vecu";

const HERE = "Ici, un hôte lit vos premiers messages avant qu’ils ne soient publiés.";

test("a first message waits, is mended, and appears", async ({ page, person }, info) => {
  const [zoe, anne] = [await person(), await person()];
  const { slug } = await community(page, info.project.name);
  await newcomer(anne, info.project.name, [slug]);
  const thread = place(await done(anne.request, "threads.ask", {
    id: freshId(), community: slug, kind: "question", circle: "members", title: "Qui dort la nuit ?", body: "Moi non.", tags: "",
  }));

  // The host says so, from now on.
  await page.goto(`/c/${slug}/hosts`);
  await hydrated(page);
  await page.getByLabel("Lire avant publication").selectOption({ label: "Le premier message de chacun" });
  await sound(page, "held-hosts");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C’est enregistré.").first()).toBeVisible();

  // Zoé is told before she writes, and finds her message in its place.
  await newcomer(zoe, info.project.name, [slug]);
  await zoe.goto(thread);
  await hydrated(zoe);
  await expect(zoe.getByText(HERE)).toBeVisible();
  await zoe.locator("textarea[name=body]").last().fill("Le docteur Morel m’a donné une lampe.");
  await zoe.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(zoe.getByText("En attente de publication.")).toBeVisible();
  await expect(zoe.locator(".reply--kept")).toContainText("une lampe");
  await sound(zoe, "held-own");
  await anne.goto(thread);
  await expect(anne.getByText("une lampe")).toHaveCount(0);
  await expect(anne.getByText("Votre vécu compte").or(anne.getByText("Un vécu aide déjà", { exact: false })).first()).toBeVisible();

  // The host reads it and asks for a correction.
  await page.goto("/moderation");
  await hydrated(page);
  await page.getByRole("link", { name: "Premier message, à lire avant publication" }).click();
  await expect(page.getByText("une lampe")).toBeVisible();
  await expect(page.getByText("Ce texte n’est pas encore publié", { exact: false })).toBeVisible();
  await sound(page, "held-case");
  await decide(page, "Demander une correction", "Sans le nom du médecin, nous publions avec plaisir.");
  await zoe.goto(thread);
  await hydrated(zoe);
  await expect(zoe.getByText("Masqué par la modération.")).toBeVisible();
  await zoe.getByRole("link", { name: "Corriger et proposer de nouveau" }).click();
  // The thread's own field to reply in stands until the next page has come.
  await expect(zoe.getByRole("heading", { name: "Modifier votre réponse" })).toBeVisible();
  await zoe.locator("textarea[name=body]").last().fill("Mon médecin m’a donné une lampe.");
  await zoe.getByRole("button", { name: "Enregistrer" }).click();
  await expect(zoe.locator(".reply--kept")).toContainText("Mon médecin");
  await expect(zoe.getByText("Correction proposée.")).toBeVisible();
  await anne.goto(thread);
  await expect(anne.getByText("une lampe")).toHaveCount(0);

  // It is published; both are told.
  await page.goto("/moderation");
  await hydrated(page);
  await page.getByRole("link", { name: "Texte corrigé par la personne" }).click();
  await decide(page, "Publier");
  await anne.goto(thread);
  await expect(anne.getByText("Mon médecin m’a donné une lampe.")).toBeVisible();
  await expect(async () => {
    await zoe.goto("/notices");
    await expect(zoe.getByRole("link", { name: "Votre message est publié" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  // From now on she is known here.
  await zoe.goto(thread);
  await expect(zoe.getByText(HERE)).toHaveCount(0);
});

test("a first thread is taken back before anybody read it, without JavaScript", async ({ person }, info) => {
  const [page, zoe] = [await person({ javaScriptEnabled: false }), await person({ javaScriptEnabled: false })];
  const { slug } = await community(page, info.project.name);
  await page.goto(`/c/${slug}/hosts`);
  await page.getByLabel("Lire avant publication").selectOption("3");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await newcomer(zoe, info.project.name, [slug]);
  await zoe.goto(`/ask?community=${slug}`);
  await expect(zoe.getByText(HERE)).toBeVisible();
  await zoe.locator("input[name=title]").fill("Une lampe la nuit");
  await zoe.locator("textarea[name=body]").fill("Est-ce que cela vous aide aussi ?");
  await zoe.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(zoe.getByText("En attente de publication.")).toBeVisible();
  await expect(zoe.getByRole("heading", { level: 1, name: "Une lampe la nuit" })).toBeVisible();
  await zoe.locator("summary", { hasText: "Retirer" }).click();
  await zoe.getByRole("button", { name: "Retirer" }).click();
  await expect(zoe.getByText("En attente de publication.")).toHaveCount(0);
  await page.goto("/moderation");
  await expect(page.getByText("Rien n’attend. Merci de veiller.")).toBeVisible();
});
