// On the phone: what was read stays readable without a network, what was written leaves once, and
// nothing private stays behind.
import type { Page } from "@playwright/test";
import { line as lineTo, type Line } from "../support/line";
import { OPEN, newcomer, place } from "../support/newcomer";
import { done, newcomer as elsewhere, reply, thread } from "../support/people";
import { expect, hydrated, test, watch } from "../support/vecu";

test.use({ serviceWorkers: "allow" });

const KEPT = "Sans réseau. Cette page est celle de";
const ASIDE = "Votre texte est gardé sur cet appareil.";
/** Another community one belongs to. */
const OTHER = "bpco-le-souffle-court";
const replying = (page: Page) => page.getByLabel("Racontez ce que vous vivez");

/** A line of one's own, a member with a thread, and a browser whose service worker is awake. */
async function onTheWay(page: Page, errors: string[], project: string, baseURL: string) {
  const line = await lineTo(baseURL);
  const who = await newcomer(page, project, [OPEN.slug, OTHER]);
  const title = `Dans le métro ${Date.now()}`;
  const path = place(await done(page.request, "threads.ask", thread({ title, community: OPEN.slug, circle: "patients" })));
  const id = path.split("/")[2];
  await done(page.request, "threads.reply", reply(id, { body: "Première réponse." }));
  await page.goto(`${line.origin}/feed`);
  await awake(page);
  return { line, who, title, path, id, lost: () => forgive(errors) };
}

/** The service worker is in charge, and has what it needs without a network. */
async function awake(page: Page) {
  await hydrated(page);
  const ready = async () => {
    const shells = (await caches.keys()).filter((name) => name.startsWith("vecu-shell:"));
    return !!navigator.serviceWorker.controller && shells.length > 0 && !!(await caches.match("/offline"));
  };
  await expect.poll(() => page.evaluate(ready)).toBe(true);
}

/** The browser notes each request that found no network. */
function forgive(errors: string[]) {
  errors.splice(0, errors.length, ...errors.filter((error) => !/ERR_|Failed to fetch|network error/i.test(error)));
}

const replies = (page: Page, text: string) => page.getByRole("main").getByText(text, { exact: true });

/** What of somebody's is kept here: the addresses and texts of their pages, and how much was typed. */
const privately = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const place = await caches.open(name);
      for (const key of await place.keys()) {
        const text = await (await place.match(key))!.text();
        if (name.startsWith("vecu-pages:")) found.push(`${key.url} ${text}`);
      }
    }
    const bases = (await indexedDB.databases()).map((base) => base.name);
    return { pages: found.join("\n"), bases, drafts: Object.keys(localStorage).length };
  });

/** The line is cut, or back, and the browser notices. */
async function network(page: Page, line: Line, there: boolean) {
  line.cut = !there;
  await page.context().setOffline(!there);
}

test("what was read is there without a network, with its hour, and is read anew when it is back", async ({ page, errors, baseURL }, info) => {
  const { line, title, path, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(line.origin + path);
  await hydrated(page);
  await network(page, line, false);

  // Opened whole, as from the home screen.
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("Première réponse.")).toBeVisible();
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(page.getByText(KEPT)).toContainText(/\d{1,2}\sh\s\d\d/);

  // And on from there, within the program.
  await page.getByRole("link", { name: "Fil", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/feed$/);

  // What was never read says so, and offers what there is.
  await page.goto(`${line.origin}/c/bpco-le-souffle-court`);
  await hydrated(page);
  await expect(page.getByText("Le réseau ne répond pas")).toBeVisible();
  await page.getByRole("link", { name: "Voir ce qui est gardé sur cet appareil" }).click();
  await expect(page.getByRole("heading", { name: "Gardé sur cet appareil" })).toBeVisible();
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  // The phone says that it has a network some time before it works.
  await page.context().setOffline(false);
  await page.waitForTimeout(2_000);
  await expect(page.getByText(KEPT)).toBeVisible();
  line.cut = false;
  await expect(page.getByText(KEPT)).toBeHidden();
  lost();
  await line.close();
});

test("a reply written without a network is posted once when it is back", async ({ page, errors, baseURL }, info) => {
  const { line, path, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(line.origin + path);
  await hydrated(page);
  await network(page, line, false);
  for (const text of ["Écrit dans le tunnel.", "Puis encore, au même endroit."]) {
    await replying(page).fill(text);
    await page.getByRole("button", { name: "Publier ma réponse" }).click();
    await expect(page.getByText(ASIDE)).toBeVisible();
    await expect(replying(page)).toHaveValue("");
    await expect(page.locator(".waits__text").getByText(text)).toBeVisible();
  }
  // The phone is put away, and taken out again: still there.
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect(page.locator(".waits__text")).toHaveCount(2);
  await expect(page.getByText("2\u00a0textes attendent le réseau.")).toBeVisible();

  await network(page, line, true);
  await expect(page.getByText("Le réseau est revenu : votre réponse est publiée.")).toBeVisible();
  await expect(page.locator(".waits__text")).toHaveCount(0);
  await page.goto(line.origin + path);
  await hydrated(page);
  const texts = await page.locator(".reply .md, .reply__body").allInnerTexts();
  const order = texts.join("\n");
  expect(order.indexOf("Écrit dans le tunnel.")).toBeGreaterThan(-1);
  expect(order.indexOf("Puis encore, au même endroit.")).toBeGreaterThan(order.indexOf("Écrit dans le tunnel."));
  await expect(replies(page, "Écrit dans le tunnel.")).toHaveCount(1);
  lost();
  await line.close();
});

test("an answer that got lost, and two tabs, still make one reply", async ({ page, errors, baseURL }, info) => {
  const { line, path, id, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(line.origin + path);
  await hydrated(page);
  const other = await page.context().newPage();
  watch(other, errors);
  await other.goto(line.origin + path);
  await hydrated(other);
  // The server posts it; nobody hears of it.
  line.swallow = (to) => to === "/api/forms/submit";
  await replying(page).fill("Arrivée sans réponse.");
  await page.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(page.getByText(ASIDE)).toBeVisible();
  await network(page, line, false);
  await replying(other).fill("De l’autre onglet.");
  await other.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(other.getByText(ASIDE)).toBeVisible();
  line.swallow = null;
  await network(page, line, true);
  await expect(page.locator(".waits__text")).toHaveCount(0);
  await expect(other.locator(".waits__text")).toHaveCount(0);
  const read = await (await page.request.get(`${line.origin}/api/threads/page?id=${id}`)).json();
  const bodies = read.replies.map((one: { html: string }) => one.html.replace(/<[^>]*>/g, "").trim());
  expect(bodies).toEqual(["Première réponse.", "Arrivée sans réponse.", "De l’autre onglet."]);
  lost();
  await line.close();
});

test("reactions and new threads wait too; what is refused says why and loses no word", async ({ page, errors, baseURL }, info) => {
  const { line, path, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(`${line.origin}/ask`);
  await hydrated(page);
  await page.goto(line.origin + path);
  await hydrated(page);
  await network(page, line, false);
  await replying(page).fill("À quelqu’un qui n’est plus là.");
  await page.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(page.getByText(ASIDE)).toBeVisible();
  await page.goto(`${line.origin}/ask`);
  await hydrated(page);
  await page.getByText("Une discussion", { exact: true }).click();
  await page.getByLabel("Où ?").selectOption(OTHER);
  await page.getByLabel("En une phrase").fill("Écrite hors du monde");
  await page.getByLabel("Racontez", { exact: true }).fill("Sans aucun réseau.");
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByText(ASIDE)).toBeVisible();
  // Meanwhile one is no longer a member there.
  await done(page.request, "communities.leave", { community: OPEN.slug });
  await network(page, line, true);
  await expect(page.getByText("1\u00a0texte n’a pas pu partir.")).toBeVisible();
  await page.goto(`${line.origin}/outbox`);
  await hydrated(page);
  await expect(page.getByText("N’a pas pu partir", { exact: true })).toBeVisible();
  await expect(page.getByText("À quelqu’un qui n’est plus là.")).toBeVisible();
  await expect(page.getByText("Le texte est toujours là.")).toBeVisible();
  await page.getByRole("button", { name: "Effacer" }).click();
  await expect(page.getByText("Rien n’attend.")).toBeVisible();
  await page.goto(`${line.origin}/feed?sort=new`);
  await expect(page.getByText("Écrite hors du monde").first()).toBeVisible();
  lost();
  await line.close();
});

test("signing out takes everything private off the device", async ({ page, errors, baseURL }, info) => {
  const { line, path, title, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect.poll(async () => (await privately(page)).pages).toContain(title);
  await page.goto(`${line.origin}/settings`);
  await hydrated(page);
  await page.getByRole("main").getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByText("Votre session est fermée sur cet appareil")).toBeVisible();
  const left = await privately(page);
  expect(left.pages).toBe("");
  expect(left.drafts).toBe(0);
  await network(page, line, false);
  await page.goto(line.origin + path).catch(() => {});
  await expect(page.getByText(title)).toHaveCount(0);
  lost();
  await line.close();
});

test("what one may read no more leaves the device, and is not shown without a network", async ({ page, errors, baseURL }, info) => {
  const { line, path, title, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect.poll(async () => (await privately(page)).pages).toContain(title);
  // They leave the community, from another device.
  await done(page.request, "members.withdraw", { community: OPEN.slug });
  expect([403, 404]).toContain((await page.goto(line.origin + path))!.status());
  await page.goto(`${line.origin}/feed`);
  await hydrated(page);
  await expect.poll(async () => (await privately(page)).pages).not.toContain(title);
  await network(page, line, false);
  await page.goto(line.origin + path).catch(() => {});
  await expect(page.getByText(title)).toHaveCount(0);
  lost();
  errors.splice(0, errors.length, ...errors.filter((error) => !/40[34]/.test(error)));
  await line.close();
});

test("another member on the same device finds nothing of who was there before, and posts nothing of theirs", async ({ page, errors, baseURL }, info) => {
  const other = await elsewhere(info.project.name, baseURL!);
  const { line, who, path, title, id, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  const mine = "Écrit avant que l’autre arrive.";
  const readers = () => page.evaluate(async () => (await caches.keys()).filter((name) => /^vecu-pages:[^:]+$/.test(name)));
  // Past the line, which is cut at times.
  const bodies = async () => {
    const read = await (await page.request.get(`${baseURL}/api/threads/page?id=${id}`)).json();
    return read.replies.map((one: { html: string }) => one.html.replace(/<[^>]*>/g, "").trim());
  };
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect.poll(async () => (await privately(page)).pages).toContain(title);
  const [first] = await readers();
  await network(page, line, false);
  await replying(page).fill(mine);
  await page.getByRole("button", { name: "Publier ma réponse" }).click();
  await expect(page.getByText(ASIDE)).toBeVisible();

  // The other signs in before the network is back, and nobody has signed out.
  await done(page.request, "members.sign_in", { email: other.email, password: other.password });
  await network(page, line, true);
  await page.goto(`${line.origin}/outbox`);
  await awake(page);
  await expect(page.getByText("Rien n’attend.")).toBeVisible();
  await page.goto(`${line.origin}/feed`);
  await hydrated(page);
  await expect.poll(async () => (await readers()).filter((name) => name !== first).length).toBe(1);
  await expect.poll(readers).not.toContain(first);
  const { pages } = await privately(page);
  expect(pages, "something is kept, of the other").toContain("/feed");
  for (const text of [title, id, mine, "Première réponse."]) expect(pages, text).not.toContain(text);

  await network(page, line, false);
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect(page.getByText("Le réseau ne répond pas")).toBeVisible();
  await expect(page.getByText(title)).toHaveCount(0);
  await expect(page.getByText("Première réponse.")).toHaveCount(0);
  await expect(page.getByText(mine)).toHaveCount(0);
  await page.getByRole("link", { name: "Voir ce qui est gardé sur cet appareil" }).click();
  await expect(page.getByRole("heading", { name: "Gardé sur cet appareil" })).toBeVisible();
  await expect(page.getByText(title)).toHaveCount(0);
  await page.goto(`${line.origin}/outbox`);
  await hydrated(page);
  await expect(page.getByText("Rien n’attend.")).toBeVisible();
  await expect(page.getByText(mine)).toHaveCount(0);

  // It waited for who wrote it, and leaves when they are back.
  await done(page.request, "members.sign_in", { email: who.email, password: who.password });
  expect(await bodies()).toEqual(["Première réponse."]);
  await network(page, line, true);
  await page.goto(line.origin + path);
  await hydrated(page);
  await expect.poll(bodies).toEqual(["Première réponse.", mine]);
  lost();
  await line.close();
});

test("a new version waits until one is ready, and the draft is there afterwards", async ({ page, errors, baseURL }, info) => {
  const { line, path, lost } = await onTheWay(page, errors, info.project.name, baseURL!);
  await page.goto(line.origin + path);
  await hydrated(page);
  await replying(page).fill("Je n’ai pas fini d’écrire");
  line.build = "the next one";
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText("Une nouvelle version de Vécu est prête.")).toBeVisible();
  await expect(replying(page)).toHaveValue("Je n’ai pas fini d’écrire");
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "L’utiliser" }).click();
  await loaded;
  await hydrated(page);
  await expect(replying(page)).toHaveValue("Je n’ai pas fini d’écrire");
  expect(await page.evaluate(async () => !(await navigator.serviceWorker.ready).waiting)).toBe(true);
  lost();
  await line.close();
});

test("the browser finds all it needs to put Vécu on the home screen @once", async ({ page, baseURL }) => {
  await page.goto(baseURL!);
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // Windows of a test are private ones, which cannot install anything.
  expect(installabilityErrors.filter((error) => error.errorId !== "in-incognito")).toEqual([]);
  const { errors, data } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data!);
  for (const one of [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap((way: { icons?: [] }) => way.icons ?? [])]) {
    expect((await page.request.get(one.src)).status(), one.src).toBe(200);
  }
  for (const way of manifest.shortcuts) expect((await page.request.get(way.url)).status(), way.url).toBeLessThan(404);
  expect(manifest.icons.some((icon: { purpose: string }) => icon.purpose === "maskable")).toBe(true);
});

test("what is shared to Vécu opens in the composer", async ({ page, baseURL }, info) => {
  await newcomer(page, info.project.name, [OPEN.slug]);
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  const { action, params } = manifest.share_target;
  const shared = new URLSearchParams({ [params.title]: "Un article", [params.text]: "À lire.", [params.url]: "https://exemple.fr/article" });
  await page.goto(`${baseURL}${action}?${shared}`);
  await hydrated(page);
  await expect(page.getByLabel("En une phrase")).toHaveValue("Un article");
  await expect(page.getByLabel("Racontez", { exact: true })).toHaveValue("À lire.\n\nhttps://exemple.fr/article");
});

test("a ring shows on the lock screen what was sent, and leads there", async ({ page, baseURL, context }, info) => {
  await newcomer(page, info.project.name, [OPEN.slug]);
  await context.grantPermissions(["notifications"], { origin: baseURL! });
  const browser = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && found(registrations[0].registrationId));
  });
  await browser.send("ServiceWorker.enable");
  await page.goto(`${baseURL}/feed`);
  await awake(page);
  const data = JSON.stringify({ title: "Vécu", body: "Quelqu’un vous a répondu.", to: "/notices", tag: "abc", lang: "fr" });
  await browser.send("ServiceWorker.deliverPushMessage", { origin: baseURL!, registrationId: await registered, data });
  const shown = () =>
    page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => ({ title, body, tag })));
  await expect.poll(shown).toEqual([{ title: "Vécu", body: "Quelqu’un vous a répondu.", tag: "abc" }]);
  // The same ring once more is the same notification.
  await browser.send("ServiceWorker.deliverPushMessage", { origin: baseURL!, registrationId: await registered, data });
  await expect.poll(shown).toHaveLength(1);
});

test("one lets this device ring, and silences it again", async ({ page, baseURL, context }, info) => {
  await newcomer(page, info.project.name, [OPEN.slug]);
  await context.grantPermissions(["notifications"], { origin: baseURL! });
  // The push service of the browser's maker is not reachable from tests: what it would answer.
  await page.addInitScript(() => {
    let subscription: unknown = null;
    const endpoint = "https://fcm.googleapis.com/fcm/send/essai";
    const keys = { p256dh: "BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY", auth: "_ordMnz7uTCmrpBTeUV4Bw" };
    PushManager.prototype.subscribe = async function (options) {
      if ((options?.applicationServerKey as Uint8Array).length !== 65) throw new Error("no key of a server");
      subscription = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => !(subscription = null) };
      return subscription as PushSubscription;
    };
    PushManager.prototype.getSubscription = async () => subscription as PushSubscription;
  });
  await page.goto(`${baseURL}/feed`);
  await awake(page);
  await page.goto(`${baseURL}/settings/notices`);
  await hydrated(page);
  await page.getByRole("button", { name: "Me prévenir sur cet appareil" }).click();
  await expect(page.getByText("Cet appareil vous prévient.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Montrer qui, dans quelle communauté, et le titre" })).not.toBeChecked();
  await page.getByRole("button", { name: "Ne plus me prévenir ici" }).click();
  await expect(page.getByText("Cet appareil peut vous prévenir")).toBeVisible();
});
