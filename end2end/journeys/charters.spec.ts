// A charter changes: what differs is shown word by word, members are asked again before they next write, and a new
// owner is said aloud. With and without JavaScript.
import { newcomer } from "../support/newcomer";
import { community as opening, done, freshId, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";

for (const scripted of [true, false]) {
  test(`a host changes the charter; a member reads what changed, agrees, and writes (${scripted ? "with" : "without"} JavaScript)`, async ({ person }, info) => {
    const project = info.project.name;
    const host = await person({ javaScriptEnabled: scripted });
    const member = await person({ javaScriptEnabled: scripted, viewport: { width: 390, height: 844 } });
    const settled = async (page: typeof host) => { if (scripted) await hydrated(page); };
    await newcomer(host, project, []);
    const name = `Charte ${freshId().slice(-7)}`;
    const slug = name.toLowerCase().replace(" ", "-");
    await done(host.request, "communities.create", opening({ name }));
    await newcomer(member, project, [slug]);
    const before = thread({ community: slug, circle: "members", title: `Avant ${freshId().slice(-6)}` });
    await done(member.request, "threads.ask", before);

    await host.goto(`/c/${slug}`);
    await settled(host);
    await host.getByRole("link", { name: "Changer la charte" }).click();
    await expect(host.getByRole("heading", { level: 1, name: "Changer la charte" })).toBeVisible();
    await settled(host);
    await host.getByRole("button", { name: "Publier cette version" }).click();
    await expect(host.locator(".error-summary")).toBeVisible();
    await host.getByLabel("Qui porte la communauté").fill("Onderive SA");
    await host.getByRole("radio", { name: /^Une entreprise/ }).check();
    await host.getByLabel("J’ai relu, et je publie cette version").check();
    await host.getByRole("button", { name: "Publier cette version" }).click();
    await expect(host.getByText("La nouvelle version est publiée.").first()).toBeVisible();
    await expect(host.getByText("Cette communauté a changé de propriétaire le")).toBeVisible();
    await expect(host.locator(".changes ins").first()).toContainText("Onderive SA");
    await expect(host.getByText("Les membres ont dû donner de nouveau leur accord.")).toBeVisible();

    // Told, and asked before the next post; what is typed stays.
    await expect(async () => {
      await member.goto("/notices");
      await expect(member.getByRole("link", { name: "La charte de votre communauté a changé" })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await member.goto(`/t/${before.id}`);
    await settled(member);
    await expect(member.getByText("Avant de publier, il vous faudra dire si vous êtes d’accord.")).toBeVisible();
    await member.locator("#reply textarea").first().fill("Je continue mon récit.");
    await member.getByRole("button", { name: "Publier ma réponse" }).click();
    await expect(member.getByText("La charte de cette communauté a changé", { exact: true })).toBeVisible();
    await expect(member.locator("#reply textarea").first()).toHaveValue("Je continue mon récit.");
    await member.locator(".error-summary").getByRole("link", { name: "Lire ce qui change" }).click();
    await expect(member.getByRole("heading", { name: "La charte a changé : êtes-vous toujours d’accord ?" })).toBeVisible();
    await expect(member.locator("#asked ~ .changes")).toContainText("Onderive SA");
    await settled(member);
    if (process.env.LOOK && scripted) await member.screenshot({ path: `${process.env.LOOK}/charter-asked-390.png`, fullPage: true });
    await member.getByLabel("J’ai lu ce qui change et j’accepte").check();
    await member.getByRole("button", { name: "Donner mon accord" }).click();
    await expect(member.getByText("Votre accord est enregistré, l’ancien reçu aussi.")).toBeVisible();
    await expect(member.getByText("Communauté d’une entreprise").first()).toBeVisible();
    await done(member.request, "threads.reply", { id: freshId(), thread: before.id, voice: "lived", body: "Je continue mon récit." });

    // Both receipts stay; a visitor reads every version, and who owned it before.
    await member.goto("/settings/data");
    await expect(member.getByText("charter-1", { exact: true })).toBeVisible();
    await expect(member.getByText("charter-2", { exact: true })).toBeVisible();
    const visitor = await person({ javaScriptEnabled: scripted });
    await visitor.goto(`/c/${slug}/charter`);
    await expect(visitor.getByText("Version 1,")).toBeVisible();
    await expect(visitor.getByText("À l’ouverture de la communauté.")).toBeVisible();
    await expect(visitor.locator(".notice--warn")).toContainText("Avant");
    if (process.env.LOOK && scripted) {
      await host.goto(`/c/${slug}/charter`);
      await host.screenshot({ path: `${process.env.LOOK}/charter-1280.png`, fullPage: true });
      await host.goto(`/c/${slug}`);
      await host.screenshot({ path: `${process.env.LOOK}/community-1280.png`, fullPage: true });
    }
  });
}
