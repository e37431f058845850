// What a first visit fetches, as a browser with an empty cache counts it.
import { chromium } from "@playwright/test";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Bytes on the wire by type of file, number of requests, and the stylesheets that hold rendering up. */
export async function visit(url) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGS });
  const page = await browser.newPage({ locale: "fr-FR", viewport: { width: 390, height: 844 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const seen = new Map();
  session.on("Network.responseReceived", ({ requestId, response, type }) => seen.set(requestId, { url: response.url, type, mime: response.mimeType, bytes: 0 }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = seen.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => document.documentElement.dataset.hydrated === "yes");
  await page.waitForTimeout(500);
  const blocking = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => new URL(entry.name).pathname));
  await browser.close();
  const requests = [...seen.values()];
  const kind = (one) => (/wasm/.test(one.mime) ? "wasm" : /javascript/.test(one.mime) ? "js" : /css/.test(one.mime) ? "css" : /html/.test(one.mime) ? "html" : "other");
  const bytes = {};
  for (const one of requests) bytes[kind(one)] = (bytes[kind(one)] ?? 0) + one.bytes;
  return { requests: requests.length, bytes, blocking };
}
