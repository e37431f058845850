// What this device does for a member beside showing pages: keeps them for a time without network, sends
// what was written meanwhile, applies updates, rings when somebody answers.
//
// The program calls window.vecu; it hears of changes as the event "vecu:device" with the state as JSON.
import "/outbox.js";

const root = document.documentElement;
const viewer = root.dataset.viewer ?? "";
const outbox = self.vecuOutbox;
const HOUR = 3_600_000;
/** How often one looks whether the network answers again, in milliseconds. */
const LOOKED = 5_000;

const state = { kept: Number(root.dataset.kept ?? 0), waiting: 0, refused: 0, update: false, install: false, sent: null };
let registration = null;
let invitation = null;
let asked = false;
let looking = 0;
let looks = 0;

const tell = (more = {}) => {
  Object.assign(state, more);
  const minutes = (at) => (at ? -new Date(at).getTimezoneOffset() : 0);
  const said = { ...state, offset: minutes(state.kept) };
  state.sent = null;
  window.dispatchEvent(new CustomEvent("vecu:device", { detail: JSON.stringify(said) }));
  if (wanting()) looking ||= setTimeout(look, LOOKED);
};

const wanting = () => state.kept || state.waiting;

/**
 * While what is shown is kept, or a text waits: looks whether the network answers, and says when it does. That a
 * phone has a network again is said some moments before it works, and what is asked in between is answered from
 * what is kept.
 */
async function look() {
  clearTimeout(looking);
  looking = wanting() ? setTimeout(look, LOOKED) : 0;
  if (!wanting() || document.hidden || !navigator.onLine) return;
  const there = await fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (there && state.kept) window.dispatchEvent(new Event("vecu:back"));
  // What the server does not take just now (too much at once, an ended session) is not pressed on it.
  if (there && state.waiting && looks++ % 4 === 0) await flush();
}

async function count() {
  const entries = await outbox.list(viewer);
  const refused = entries.filter((entry) => entry.state === "refused").length;
  return { waiting: entries.length - refused, refused };
}

const counted = async (more = {}) => tell({ ...(await count()), ...more });

/** Asks the service worker and waits for what it says. */
const worker = (message) =>
  new Promise((done) => {
    const to = registration?.active;
    if (!to) return done(null);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    // One that was just taken away (signed out) says nothing.
    setTimeout(() => done(null), 2_000);
    to.postMessage(message, [port2]);
  });

const flush = async () => {
  if (viewer && (await outbox.list(viewer)).some((entry) => entry.state === "waiting")) await outbox.flush(viewer);
};

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

window.vecu = {
  /** Puts a form aside until the network is back. */
  async queue(command, fields) {
    await outbox.put(viewer, command, JSON.parse(fields));
    navigator.storage?.persist?.();
    // Browsers that can wake us do so even when no page is open.
    await registration?.sync?.register(`outbox:${viewer}`).catch(() => {});
    await counted();
  },
  outbox: async () => JSON.stringify(await outbox.list(viewer)),
  async again(n) {
    await outbox.again(n);
    await flush();
  },
  drop: (n) => outbox.drop(n),
  async flush() {
    await flush();
    await counted();
  },
  /** What can be read without a network. */
  pages: async () =>
    JSON.stringify(((await worker({ pages: true })) ?? []).map((page) => ({ ...page, offset: -new Date(page.at).getTimezoneOffset() }))),
  /** Whether this very page is kept as a whole. */
  whole: async () => !!(await worker({ whole: window.location.href })),
  /** Takes everything private off this device. */
  async wipe() {
    if (!(await worker({ wipe: true }))) {
      const names = (await self.caches?.keys()) ?? [];
      await Promise.all(names.filter((name) => name.startsWith("vecu-pages:")).map((name) => caches.delete(name)));
      await outbox.wipe();
    }
  },
  /** Goes on with the version that waits; what is being typed comes back as a draft. */
  update() {
    asked = true;
    registration?.waiting?.postMessage({ skip: true });
  },
  async install() {
    await invitation?.prompt();
    invitation = null;
    tell({ install: false });
  },
  /** Whether this device rings: "none" when it cannot, "denied", "off" or "on". */
  async rings() {
    if (!registration || !("PushManager" in window) || !("Notification" in window)) return "none";
    if (Notification.permission === "denied") return "denied";
    return (await registration.pushManager.getSubscription()) ? "on" : "off";
  },
  /** Asks the member's leave and the browser's push service; resolves to the subscription as JSON. */
  async ring(key) {
    if ((await Notification.requestPermission()) !== "granted") return "";
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
    return JSON.stringify(subscription);
  },
  /** Resolves to the address of the subscription that ended. */
  async silence() {
    const subscription = await registration?.pushManager?.getSubscription();
    await subscription?.unsubscribe();
    return subscription?.endpoint ?? "";
  },
  tell: () => tell(),
};

// A button that needs a passkey: what it does is fetched when it is first pressed, unless it is there.
document.addEventListener("click", async ({ target }) => {
  const place = target.closest?.("[data-passkey] button")?.parentElement;
  if (place) (await import("/passkeys.js")).press(place);
});

async function begin() {
  if ("BroadcastChannel" in window) {
    new BroadcastChannel("vecu-outbox").onmessage = ({ data }) => counted(data.sent ? { sent: data.sent } : {});
  }
  window.addEventListener("online", flush);
  window.addEventListener("online", look);
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    invitation = event;
    tell({ install: true });
  });
  await counted();
  if (!("serviceWorker" in navigator)) return flush();
  const workers = navigator.serviceWorker;
  workers.addEventListener("message", ({ data }) => {
    if ("kept" in data && data.kept !== state.kept) tell({ kept: data.kept });
  });
  workers.addEventListener("controllerchange", () => asked && window.location.reload());
  registration = (await workers.register("/sw.js", { scope: "/", updateViaCache: "none" })) ?? null;
  if (!registration) return flush();
  // What depends on the worker (ringing) is looked at again.
  tell();
  const waits = () => registration.waiting && workers.controller && tell({ update: true });
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", waits);
  });
  waits();
  const keep = () => worker({ keep: window.location.href });
  if (registration.active) keep();
  else workers.ready.then(keep);
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
  await flush();
}

begin().catch(() => {
  // A browser that keeps nothing (private windows): pages work as without this file.
});
