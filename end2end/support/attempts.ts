// What the attempts at running something have in common: who writes them, and how one sees that nothing ran.
import type { APIRequestContext, BrowserContext, Page } from "@playwright/test";
import { community, done, newcomer } from "./people";
import { hydrated } from "./vecu";
import { corpus, foreign } from "./xss";

export const squash = (text: string) => text.replace(/[\s\u200b\u00ad]+/g, "");
export const titles = corpus.filter(({ text }) => text.length >= 5 && text.length <= 160);
export const short = corpus.filter(({ text }) => text.length <= 120 && !/[\r\n]/.test(text));

/** Watches a browser for anything that ran, and says what. */
export function guard(context: BrowserContext, baseURL: string): string[] {
  const ran: string[] = [];
  context.on("dialog", (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("console", (message) => {
    // Said on every page by a browser told to do without one; `device.spec` has it.
    if (/^Service Worker registration blocked by Playwright$/.test(message.text())) return;
    if (/Content Security Policy|Refused|blocked|error|mismatch|panicked/i.test(message.text()) && !/status of 4\d\d/.test(message.text())) ran.push(`the console: ${message.text().slice(0, 200)}`);
  });
  context.on("weberror", (error) => ran.push(`an error: ${error.error().message}`));
  context.on("request", (one) => {
    if (new URL(one.url()).origin !== new URL(baseURL).origin) ran.push(`a request to ${one.url().slice(0, 100)}`);
  });
  context.on("page", (page) => page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) ran.push(`a frame: ${frame.url()}`);
  }));
  return ran;
}

/** What is wrong on the page now: whether anything ran, and what stands there that is not ours. */
export async function wrong(page: Page, where: string): Promise<string[]> {
  const [ran, found] = await Promise.all([
    page.evaluate(() => (window as unknown as { __xss?: number }).__xss),
    page.evaluate(`(${foreign.toString()})(document)`) as Promise<string[]>,
  ]);
  return [...(ran === undefined ? [] : [`${where}: IT RAN`]), ...found.map((one) => `${where}: ${one}`)];
}

/** The same of an answer as it is before any script, parsed as a browser without JavaScript does. */
export async function wrongInAnswer(page: Page, asking: APIRequestContext, path: string): Promise<string[]> {
  const response = await asking.get(path);
  const text = await response.text();
  const found = (await page.evaluate(`(${foreign.toString()})(new DOMParser().parseFromString(${JSON.stringify(text)}, "text/html"))`)) as string[];
  return [...(response.status() >= 500 ? [`${path}: ${response.status()}`] : []), ...found.map((one) => `${path}, as sent: ${one}`)];
}

/** Goes there as a link on the page leads: by the router, without loading the page anew. */
export async function follow(page: Page, path: string) {
  await page.evaluate((to) => {
    const link = Object.assign(document.createElement("a"), { href: to, textContent: "x" });
    document.querySelector("main")?.append(link);
    link.click();
    link.remove();
  }, path);
}

const writers = new Map<string, ReturnType<typeof prepare>>();
/** A member with a community of their own, so that nobody else's pages fill with attempts. */
export function writer(project: string, baseURL: string) {
  let made = writers.get(project);
  if (!made) writers.set(project, (made = prepare(project, baseURL)));
  return made;
}
async function prepare(project: string, baseURL: string) {
  const { asking, pseudonym } = await newcomer(project, baseURL);
  const to = await done(asking, "communities.create", community({ name: `Essais ${pseudonym.slice(-6)}`, visibility: "members" }));
  const own = (await (await asking.get("/settings")).text()).match(/href="(\/m\/[0-9A-Za-z]{22})"/)?.[1] ?? "";
  return { asking, pseudonym, own, place: to.split("?")[0].replace("/c/", ""), state: await asking.storageState() };
}

export async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await hydrated(page);
  return page;
}
