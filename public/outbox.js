// What waits on this device to be sent: written by pages, sent by a page or by the service worker,
// whichever wakes first. Each entry belongs to one member, holds the id of what it will create, and is
// therefore posted once however often it is sent.
(() => {
  const NAME = "vecu";
  const STORE = "outbox";
  const WAITING = "waiting";
  const REFUSED = "refused";
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("vecu-outbox") : null;

  const opened = () =>
    new Promise((done, failed) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "n", autoIncrement: true });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });

  // Resolves once what was done is on the disk.
  async function within(mode, work) {
    const base = await opened();
    try {
      const trade = base.transaction(STORE, mode, { durability: "strict" });
      const ended = new Promise((done, failed) => {
        trade.oncomplete = done;
        trade.onerror = trade.onabort = () => failed(trade.error);
      });
      const asked = work(trade.objectStore(STORE));
      await ended;
      return asked?.result;
    } finally {
      base.close();
    }
  }

  const tell = (more = {}) => channel?.postMessage({ changed: true, ...more });

  /** A member's entries, in the order in which they were written. */
  const list = async (who) => (await within("readonly", (store) => store.getAll())).filter((entry) => entry.who === who);

  async function put(who, command, fields) {
    await within("readwrite", (store) => store.add({ who, command, fields, at: Date.now(), state: WAITING, why: "" }));
    tell();
  }

  async function drop(n) {
    await within("readwrite", (store) => store.delete(n));
    tell();
  }

  /** Gives a refused entry another chance. */
  async function again(n) {
    const entry = await within("readonly", (store) => store.get(n));
    if (entry) await within("readwrite", (store) => store.put({ ...entry, state: WAITING, why: "" }));
    tell();
  }

  async function wipe() {
    await within("readwrite", (store) => store.clear());
    tell();
  }

  async function send(entry) {
    const fields = [...entry.fields.filter(([name]) => name !== "_who"), ["_who", entry.who]];
    const answer = await fetch("/api/forms/submit", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ command: entry.command, fields }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /**
   * Sends what waits, in order, one sender at a time. What the server refuses is kept with its reason;
   * when the network, the session or the server's patience ends, the rest goes on waiting.
   * Resolves to whether nothing waits any more.
   */
  const flush = (who) =>
    navigator.locks.request("vecu-outbox", async () => {
      for (const entry of await list(who)) {
        if (entry.state !== WAITING) continue;
        let answer;
        try {
          answer = await send(entry);
        } catch {
          return false;
        }
        const { status, text } = answer;
        if (status === 200) {
          await within("readwrite", (store) => store.delete(entry.n));
          tell({ sent: { command: entry.command, to: JSON.parse(text).Done?.to ?? "" } });
        } else if (status === 401 || status === 429 || status >= 500) {
          return false;
        } else {
          await within("readwrite", (store) => store.put({ ...entry, state: REFUSED, why: text }));
          tell();
        }
      }
      return true;
    });

  self.vecuOutbox = { list, put, drop, again, wipe, flush };
})();
