// What every journey uses: people with accounts, the mail they get, and a page that fails the test
// on any error in its console.
import { test as base, expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export { expect };

/** What may differ about a person’s browser. */
type PersonOptions = {
  javaScriptEnabled?: boolean; locale?: string; viewport?: { width: number; height: number };
  storageState?: Awaited<ReturnType<BrowserContext["storageState"]>>;
};

export type Account = { part: string; pseudonym: string; email: string; password: string };

const folder = (project: string) => join(import.meta.dirname, "../.tmp", project);

/** The demo's accounts: `patient`, `professional`, `administrator`. */
export function account(project: string, part: string): Account {
  const accounts: Account[] = JSON.parse(readFileSync(join(folder(project), "accounts.json"), "utf8"));
  const found = accounts.find((one) => one.part === part);
  if (!found) throw new Error(`the demo has no ${part}`);
  return found;
}

/** The latest mail to an address that says something, once it is there. */
export async function mailTo(project: string, address: string, saying = /./): Promise<{ subject: string; text: string }> {
  const outbox = join(folder(project), "outbox");
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const files = readdirSync(outbox).filter((name) => name.endsWith(".json")).sort().reverse();
    for (const file of files) {
      const mail = JSON.parse(readFileSync(join(outbox, file), "utf8"));
      if (mail.to === address && saying.test(mail.text)) return mail;
    }
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`no mail to ${address}`);
}

/** The link in a mail. */
export const linkIn = (text: string): string => {
  const found = text.match(/https?:\/\/\S+/);
  if (!found) throw new Error(`no link in: ${text}`);
  return found[0];
};

/** Fails the test on anything the page's console complains about. */
export function watch(page: Page, errors: string[], javaScript = true) {
  page.on("console", (message) => {
    // Without JavaScript nobody uses the program that the document asks for early.
    if (!javaScript && /was preloaded using link preload but not used/.test(message.text())) return;
    if (/Service Worker registration blocked by Playwright/.test(message.text())) return;
    // A refused form answers 4xx on purpose; the browser notes it and nothing is wrong.
    const expected = /Failed to load resource: the server responded with a status of (4\d\d)/.test(message.text());
    if ((message.type() === "error" || message.type() === "warning") && !expected) errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
}

export const test = base.extend<{ errors: string[]; person: (options?: PersonOptions) => Promise<Page> }>({
  errors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, "the console stays silent").toEqual([]);
  },
  page: async ({ page, errors }, use) => {
    watch(page, errors);
    await use(page);
  },
  // Another person with a browser of their own.
  person: async ({ browser, errors, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options: PersonOptions = {}) => {
      const context = await (browser as Browser).newContext({ baseURL, locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, errors, options.javaScriptEnabled !== false);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** Waits until the page is hydrated. */
export async function hydrated(page: Page) {
  await page.waitForFunction(() => document.documentElement.dataset.hydrated === "yes");
}

export async function signIn(page: Page, who: Account, javaScript = true) {
  await page.goto("/sign-in");
  if (javaScript) await hydrated(page);
  await page.getByLabel("Votre adresse électronique").fill(who.email);
  await page.getByLabel("Votre mot de passe").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Se connecter", exact: true }).click();
  await page.waitForURL("**/feed**");
  if (javaScript) await hydrated(page);
}
