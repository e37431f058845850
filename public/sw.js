// The service worker: what this device keeps of Vécu, and what it sends when the network is back.
// The server writes BUILD and FILES before these lines: which build this is, and what it consists of.
//
// Kept in two kinds of places:
// * "vecu-shell:BUILD": the program's files, the same for everyone;
// * "vecu-pages:MEMBER": pages and data as one member read them, and nobody else's: as soon as an answer
//   says that somebody else reads, or nobody, they are gone. So are "vecu-pages:MEMBER:pictures".
/* global BUILD, FILES */
importScripts("/outbox.js");

const SHELL = `vecu-shell:${BUILD}`;
const PAGES = "vecu-pages:";
const NOBODY = "-";
/** So many pages and answers are kept; the oldest go first. */
const KEPT = 120;
/** What answers so is no longer for whoever reads here: it does not stay on the device either. */
const GONE = [401, 403, 404, 410];
/** And so many pictures. */
const PICTURES = 200;
/** After this long without an answer, what is kept is shown, in milliseconds. */
const PATIENCE = 5_000;
const OFFLINE = "/offline";
const PAGE = /^\/((feed|communities|ask|notices|about|outbox|offline)?|(c|t|tags|m)\/[^/]+)$/;
const DATA = /^\/api\/(threads\/(page|compose)|feed\/page|communities\/(page|list)|tags\/page|notices\/list|members\/profile|home\/latest)$/;

self.addEventListener("install", (event) => {
  const saving = navigator.connection?.saveData;
  // With "save data" each file is kept when it is first used.
  const fresh = (name) => new Request(name, name.startsWith("/pkg/") ? {} : { cache: "no-cache" });
  event.waitUntil(saving ? Promise.resolve() : caches.open(SHELL).then((shell) => shell.addAll(FILES.map(fresh))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      // A page of the build before may still ask for its parts; older ones are gone.
      const shells = (await caches.keys()).filter((name) => name.startsWith("vecu-shell:") && name !== SHELL);
      await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/pkg/") || FILES.includes(url.pathname)) event.respondWith(file(request));
  else if (url.pathname.startsWith("/pictures/")) event.respondWith(picture(event, url));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (DATA.test(url.pathname)) event.respondWith(data(event, url));
});

async function file(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request.url, answer.clone());
  return answer;
}

// ---- Pages and data: from the network when it answers, otherwise as they were read.

/** When everything private was last wiped: answers asked for before are not kept. */
let wiped = 0;

const down = (answer) => answer.status >= 502 && answer.status <= 504;

async function places() {
  return (await caches.keys()).filter((name) => name.startsWith(PAGES));
}

/** Notes whose answer this is; what others read here is gone from this moment on. */
async function place(answer, begun) {
  const viewer = answer.headers.get("x-vecu-viewer");
  if (!viewer || begun < wiped) return null;
  const mine = PAGES + viewer;
  const others = (await places()).filter((name) => name !== mine && name !== `${mine}:pictures`);
  await Promise.all(others.map((name) => caches.delete(name)));
  return viewer === NOBODY ? null : caches.open(mine);
}

async function keep(answer, key, begun) {
  const pages = await place(answer, begun);
  if (pages && GONE.includes(answer.status)) {
    await pages.delete(key);
    // Which pictures stood on it nobody knows: those that may still be seen come again.
    await caches.delete(`${PAGES}${answer.headers.get("x-vecu-viewer")}:pictures`);
  }
  if (!pages || !answer.ok || answer.redirected) return;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set("x-vecu-kept", String(begun));
  const body = await answer.blob();
  if (begun < wiped) return;
  await pages.delete(key);
  await pages.put(key, new Response(body, { status: answer.status, headers }));
  const keys = await pages.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - KEPT)).map((old) => pages.delete(old)));
  if (!(await pages.match(OFFLINE))) {
    const offline = await fetch(OFFLINE).catch(() => null);
    if (offline?.ok) await keep(offline, OFFLINE, begun);
  }
}

/** What is kept under an address: as it is, or the same place of which another part was read. */
async function kept(url, loose) {
  for (const name of await places()) {
    const pages = await caches.open(name);
    const found = (await pages.match(keyOf(url))) ?? (loose && (await pages.match(loose, { ignoreSearch: true })));
    if (found) return found;
  }
  return null;
}

// What was done just before is said once.
function keyOf(url) {
  const key = new URL(url);
  key.hash = "";
  key.searchParams.delete("done");
  return key.href;
}

/** The network's answer; throws when there is none, or none in time although something is kept. */
async function ask(event, asked, has) {
  const answer = await Promise.race([
    asked,
    new Promise((_, late) => setTimeout(async () => (await has) && late(new Error("late")), PATIENCE)),
  ]);
  if (down(answer) && (await has)) throw new Error("down");
  return answer;
}

async function page(event, url) {
  const begun = Date.now();
  const loose = PAGE.test(url.pathname) ? url.origin + url.pathname : null;
  const has = kept(url, loose);
  const asked = Promise.resolve(event.preloadResponse).then((answer) => answer ?? fetch(event.request));
  try {
    const answer = await ask(event, asked, has);
    const html = answer.headers.get("content-type")?.startsWith("text/html");
    if (loose && html) event.waitUntil(keep(answer.clone(), keyOf(url), begun));
    else if (html) event.waitUntil(place(answer, begun));
    return answer;
  } catch {
    const found = await has;
    if (found) return marked(found);
    const offline = await kept(new URL(OFFLINE, url), null);
    if (!offline) return Response.error();
    if (url.pathname === OFFLINE) return marked(offline);
    return Response.redirect(`${OFFLINE}?to=${encodeURIComponent(url.pathname + url.search)}`, 302);
  }
}

/** The page says on its root when it was read. */
async function marked(found) {
  const text = await found.text();
  const at = found.headers.get("x-vecu-kept") ?? "";
  return new Response(text.replace("<html ", `<html data-kept="${at}" `), { headers: found.headers });
}

async function data(event, url) {
  const begun = Date.now();
  // A thread read elsewhere than at its beginning is still the thread.
  const id = url.pathname === "/api/threads/page" && !url.searchParams.get("after") && url.searchParams.get("id");
  const has = kept(url, null).then((found) => found ?? (id ? threadOf(id) : null));
  const asked = fetch(event.request);
  const client = event.clientId;
  try {
    const answer = await ask(event, asked, has);
    event.waitUntil(keep(answer.clone(), keyOf(url), begun));
    // Whatever the page showed before, this is of now.
    event.waitUntil(say(client, { kept: 0 }));
    return answer;
  } catch {
    const found = await has;
    if (!found) return Response.error();
    event.waitUntil(say(client, { kept: Number(found.headers.get("x-vecu-kept")) }));
    return found;
  }
}

async function threadOf(id) {
  for (const name of await places()) {
    const pages = await caches.open(name);
    for (const key of await pages.keys()) {
      const url = new URL(key.url);
      const same = url.pathname === "/api/threads/page" && url.searchParams.get("id") === id;
      if (same && !url.searchParams.get("after")) return pages.match(key);
    }
  }
  return null;
}

/**
 * Pictures are kept here and nowhere else on the device, so that they go with the pages. Who may see one is asked each
 * time: a line when it is kept, the whole when it is not.
 */
async function picture(event, url) {
  const begun = Date.now();
  const found = await kept(url, null);
  const tag = found?.headers.get("etag");
  try {
    const answer = await fetch(url.href, { headers: tag ? { "If-None-Match": tag } : {} });
    if ((answer.status === 304 || down(answer)) && found) return found;
    event.waitUntil(keepPicture(answer.clone(), url.href, begun));
    return answer;
  } catch {
    return found ?? Response.error();
  }
}

async function keepPicture(answer, key, begun) {
  const pages = await place(answer, begun);
  if (!pages) return;
  const mine = await caches.open(`${PAGES}${answer.headers.get("x-vecu-viewer")}:pictures`);
  if (GONE.includes(answer.status)) await mine.delete(key);
  if (!answer.ok) return;
  const body = await answer.blob();
  if (begun < wiped) return;
  await mine.put(key, new Response(body, { headers: answer.headers }));
  const keys = await mine.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - PICTURES)).map((old) => mine.delete(old)));
}

async function say(client, what) {
  (await self.clients.get(client))?.postMessage(what);
}

// ---- Ringing.

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data?.json() ?? {};
  } catch {
    // Something must be shown for every ring.
  }
  const { title = "Vécu", body = "", to = "/notices", tag = "", lang = "" } = said;
  const shown = { body, tag, lang, icon: "/icon-192.png", badge: "/icon-192.png", data: { to } };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const to = new URL(event.notification.data?.to ?? "/notices", self.location.origin);
  // Only places of our own.
  const address = to.origin === self.location.origin ? to.href : self.location.origin;
  event.waitUntil(
    (async () => {
      const open = await self.clients.matchAll({ type: "window" });
      const here = open.find((client) => client.url === address) ?? open[0];
      if (!here) return self.clients.openWindow(address);
      await here.focus();
      if (here.url !== address) await here.navigate(address);
    })(),
  );
});

// ---- What pages ask for.

self.addEventListener("message", (event) => {
  const { data: asked, ports } = event;
  const done = (answer) => ports[0]?.postMessage(answer ?? true);
  if (asked.skip) event.waitUntil(self.skipWaiting());
  else if (asked.wipe) event.waitUntil(wipe().then(done));
  else if (asked.keep) event.waitUntil(keepNow(asked.keep).then(done));
  else if (asked.whole) event.waitUntil(has(asked.whole).then(done));
  else if (asked.pages) event.waitUntil(titles().then(done));
});

/** Whether a page is kept as a whole, not only as data. */
async function has(path) {
  const url = new URL(path, self.location.origin);
  return !!(await kept(url, PAGE.test(url.pathname) ? url.origin + url.pathname : null));
}

async function wipe() {
  wiped = Date.now();
  await Promise.all((await places()).map((name) => caches.delete(name)));
  await vecuOutbox.wipe();
}

/** The page that was open before this worker was. */
async function keepNow(path) {
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin || !PAGE.test(url.pathname) || (await kept(url, null))) return;
  const begun = Date.now();
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) await keep(answer, keyOf(url), begun);
}

/** Threads and communities that can be read without a network: address, title, when it was read. */
async function titles() {
  const found = new Map();
  for (const name of await places()) {
    const pages = await caches.open(name);
    for (const key of (await pages.keys()).reverse()) {
      const url = new URL(key.url);
      const thread = url.pathname === "/api/threads/page" ? `/t/${url.searchParams.get("id")}` : null;
      const path = thread ?? url.pathname;
      if (found.has(path) || !/^\/(c|t)\/[^/]+$/.test(path)) continue;
      const answer = await pages.match(key);
      const title = thread ? (await answer.json()).title : titleOf(await answer.text());
      found.set(path, { path, title, at: Number(answer.headers.get("x-vecu-kept")) });
    }
  }
  return [...found.values()];
}

function titleOf(html) {
  const words = { amp: "&", lt: "<", gt: ">" };
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
  return title.replace(/ · Vécu$/, "").replace(/&(\w+);/g, (whole, word) => words[word] ?? whole);
}

// The browser wakes us when the network is back, even when no page is open.
self.addEventListener("sync", (event) => {
  if (event.tag.startsWith("outbox:")) event.waitUntil(flushed(event.tag.slice("outbox:".length)));
});

async function flushed(who) {
  // What still waits is asked for again later by the browser itself.
  if (!(await vecuOutbox.flush(who))) throw new Error("something still waits");
}
