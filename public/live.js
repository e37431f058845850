// The live stream of a browser: one, whichever tab holds it; the others hear through a channel.
//
// A page says what it has open in <html data-watch="t=…"> and where it was read in data-from; who reads
// is in data-viewer, and hears of their notices on every page. What is heard comes to it as the event "vecu:live", a signal as JSON in its detail,
// or nothing when so much was missed that the page should be read anew.
const root = document.documentElement;
const tab = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");
const channel = "BroadcastChannel" in window ? new BroadcastChannel("vecu-live") : null;
const HEARTBEAT = 20_000;
const FORGOTTEN = 150_000; // Tabs in the background wake once a minute.

/** What every tab has open, as the leading one knows it. */
const tabs = new Map();
let leads = !navigator.locks || !channel;
let viewer = "";
let source = null;
let asked = "";
let last = null;
let wait = 0;

const later = (one, other) => {
  const [a, b] = [one, other].map((position) => position.split(".").map(Number));
  return a[0] === b[0] ? a[1] > b[1] : a[0] > b[0];
};

// What this tab's page has open.
const mine = () => [root.dataset.watch, root.dataset.viewer && "n=1"].filter(Boolean).join("&");

// What was told is handed on once.
let seen = null;
const hear = (message) => {
  if (!mine()) return;
  if (message.signal) {
    const signal = JSON.parse(message.signal);
    if (seen && !later(signal.at, seen)) return;
    seen = signal.at;
    const open = new URLSearchParams(mine());
    const wanted = signal.thread ? open.get("t") === signal.thread || (open.has("feed") && signal.feed) : open.has("n");
    if (!wanted) return;
  }
  window.dispatchEvent(new CustomEvent("vecu:live", { detail: message.signal ?? "" }));
};

const spread = (message) => {
  channel?.postMessage({ heard: message });
  hear(message);
};

function connect() {
  if (!leads) return;
  const now = Date.now();
  for (const [name, one] of tabs) if (now - one.at > FORGOTTEN) tabs.delete(name);
  const wanted = [...new Set([...tabs.values()].flatMap((one) => one.watch.split("&")).filter(Boolean))].sort();
  const address = wanted.join("&");
  if (source && address === asked && source.readyState !== EventSource.CLOSED) return;
  source?.close();
  source = null;
  asked = address;
  if (!address) return;
  // From the earliest page that no stream has covered yet; each page drops what it shows already.
  const begins = [...tabs.values()].filter((one) => one.watch && one.from && !one.covered).map((one) => one.from);
  if (last) begins.push(last);
  const from = begins.reduce((first, one) => (first === null || later(first, one) ? one : first), null);
  const opened = new EventSource(`/live?${address}${from ? `&from=${from}` : ""}`);
  source = opened;
  for (const one of tabs.values()) one.covered = true;
  const heard = (event) => {
    last = event.lastEventId || last;
    wait = 0;
  };
  opened.addEventListener("begin", heard);
  opened.addEventListener("reset", (event) => {
    heard(event);
    spread({ reset: true });
  });
  opened.addEventListener("message", (event) => {
    heard(event);
    spread({ signal: event.data });
  });
  opened.addEventListener("error", () => {
    // The browser comes back by itself unless it was refused.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    source = null;
    wait = Math.min(Math.max(wait * 2, 2_000), 60_000);
    setTimeout(connect, wait * (1 + Math.random()));
  });
}

function note({ name, watch, from, who, fresh, gone }) {
  if (gone) tabs.delete(name);
  else {
    const before = tabs.get(name);
    const same = before && before.watch === watch && before.from === from;
    tabs.set(name, { watch, from, at: Date.now(), covered: same && before.covered });
  }
  // Somebody signed in or out in this browser: the stream is to be theirs.
  if (fresh && who !== viewer) {
    viewer = who;
    last = null;
    source?.close();
    source = null;
  }
  connect();
}

function say(more = {}) {
  const state = { name: tab, watch: mine(), from: root.dataset.from ?? "", who: root.dataset.viewer ?? "", ...more };
  if (leads) note(state);
  else channel.postMessage({ tab: state });
}

if (channel) {
  channel.onmessage = ({ data }) => {
    if (data.heard) hear(data.heard);
    else if (data.tab && leads) note(data.tab);
    else if (data.roll) say();
  };
}
if (!leads) {
  // Held until the tab is closed: then another one leads.
  navigator.locks.request("vecu-live", () => {
    leads = true;
    viewer = root.dataset.viewer ?? "";
    say();
    channel.postMessage({ roll: true });
    return new Promise(() => {});
  });
}
const changed = () => {
  seen = root.dataset.from || null;
  say();
};
new MutationObserver(changed).observe(root, { attributeFilter: ["data-watch", "data-from"] });
setInterval(say, HEARTBEAT);
window.addEventListener("pagehide", () => {
  say({ gone: true });
  if (leads) source?.close();
});
window.addEventListener("pageshow", (event) => event.persisted && say({ fresh: true }));
window.addEventListener("online", () => leads && connect());
seen = root.dataset.from || null;
say({ fresh: true });
