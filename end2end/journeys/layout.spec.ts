// Pages hold at every width and text size, with whatever people write; what one presses is large
// enough; nothing moves for those who ask for calm; nothing is asked from elsewhere.
import type { BrowserContext, Page } from "@playwright/test";
import { browse, openAll, visit } from "../support/look";
import { as, done, reply, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";
import { views, world, type View } from "../support/world";

const WIDTHS = [320, 390, 768, 1280, 1920];
const PARTS = ["visitor", "patient", "professional", "administrator"] as const;
const LONG = "anticonstitutionnellement".repeat(12);
const ADDRESS = `https://exemple.fr/${"dossier-sans-espace".repeat(12)}?cle=${"x".repeat(200)}`;

/** What reaches beyond the page's right edge, and whether the page scrolls sideways. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const found = root.scrollWidth > width ? [`the page is ${root.scrollWidth} wide in ${width}`] : [];
    for (const element of document.body.querySelectorAll("*")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".sr, svg, .skip")) continue;
      const box = element.getBoundingClientRect();
      if (box.right <= width + 1 && box.left >= -1) continue;
      let parent = element.parentElement;
      while (parent && !scrolls(parent)) parent = parent.parentElement;
      if (!parent || parent === root || parent === document.body)
        found.push(`${element.tagName.toLowerCase()}.${element.className} from ${Math.round(box.left)} to ${Math.round(box.right)} in ${width}`);
    }
    return found.slice(0, 5);
  });
}

/** Text that does not fit its own box, where nothing lets one scroll to it. */
async function cut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main *, aside *, nav *, footer *")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr, svg, .scroll-list, textarea, select"))
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && /hidden|clip/.test(getComputedStyle(element).overflowX))
      .map((element) => `cut: ${element.tagName.toLowerCase()}.${element.className}`)
      .slice(0, 5),
  );
}

/** What is pressed and smaller than it should be. Links within a sentence are exempt (WCAG 2.5.8). */
async function small(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const large = ".btn, .input, .select, .area, .nav a, .tabs a, .react__btn, .top__menu summary, .top__site a, .choice > label";
    const inline = (element: Element) => element.matches("a") && getComputedStyle(element).display === "inline";
    for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, .choice > label")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches("[type=hidden], .skip, .sr")) continue;
      // A box or circle is pressed by its label.
      if (element.matches("[type=radio], [type=checkbox]")) continue;
      if (inline(element) && !element.matches(large)) continue;
      const { width, height } = element.getBoundingClientRect();
      const least = element.matches(large) ? 44 : 24;
      if (height < least - 0.5 || width < Math.min(least, 24) - 0.5)
        found.push(`${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? "").trim().slice(0, 30)}” is ${Math.round(width)} × ${Math.round(height)}, not ${least}`);
    }
    return found.slice(0, 6);
  });
}

async function each(context: BrowserContext, list: View[], errors: string[], look: (page: Page, view: View) => Promise<void>) {
  for (const view of list) {
    const page = await context.newPage();
    await visit(page, view, errors);
    await look(page, view);
    await page.close();
  }
}

for (const part of PARTS) {
  test(`pages of a ${part} hold at every width and text size @once`, async ({ browser, errors, baseURL }, info) => {
    test.setTimeout(240_000);
    const w = await world(info.project.name, baseURL!);
    const context = await browse(browser, info.project.name, baseURL!, part);
    const found: string[] = [];
    await each(context, views(w).filter((one) => one.part === part), errors, async (page, view) => {
      const note = (what: string, list: string[]) => found.push(...list.map((one) => `${view.name} (${view.path.slice(0, 30)}) ${what}: ${one}`));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        note(`${width} px`, [...(await overflow(page)), ...(await cut(page))]);
        if (width === 390 || width === 1280) note(`${width} px`, await small(page));
      }
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        // As the browser's own setting for large text does: it changes `em` in media queries too.
        const client = await page.context().newCDPSession(page);
        await page.evaluate(() => document.documentElement.setAttribute("data-test-large", ""));
        await client.send("Emulation.setDeviceMetricsOverride", { width: width / 2, height: 450, deviceScaleFactor: 2, mobile: false });
        note(`${width} px, zoomed to 200 %`, [...(await overflow(page)), ...(await cut(page))]);
        await client.send("Emulation.clearDeviceMetricsOverride");
        // Enlarged text alone, in the layout of the full width.
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("html { font-size: 200% !important }");
          document.adoptedStyleSheets = [sheet];
        });
        note(`${width} px, text at 200 %`, [...(await overflow(page)), ...(await cut(page))]);
        await page.evaluate(() => { document.adoptedStyleSheets = []; });
      }
    });
    await context.close();
    expect(found).toEqual([]);
  });

  test(`pages of a ${part}: one title, one heading, one stylesheet, one origin, no motion @once`, async ({ browser, errors, baseURL }, info) => {
    test.setTimeout(240_000);
    const w = await world(info.project.name, baseURL!);
    const context = await browse(browser, info.project.name, baseURL!, part);
    const elsewhere: string[] = [];
    context.on("request", (one) => {
      if (new URL(one.url()).origin !== new URL(baseURL!).origin) elsewhere.push(one.url());
    });
    const found: string[] = [];
    await each(context, views(w).filter((one) => one.part === part), errors, async (page, view) => {
      const said = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        h1: [...document.querySelectorAll("h1")].filter((one) => one.checkVisibility()).length,
        main: document.querySelectorAll("main").length,
        inMain: document.querySelectorAll("main h1").length,
        title: document.title,
        sheets: document.querySelectorAll("link[rel~=stylesheet]").length,
        styles: document.querySelectorAll("style, [style]").length,
        blocking: performance.getEntriesByType("resource").filter((one) => (one as PerformanceResourceTiming & { renderBlockingStatus: string }).renderBlockingStatus === "blocking").map((one) => new URL(one.name).pathname.replace(/\..*\./, ".")),
        moving: document.getAnimations().filter((one) => one.playState === "running").length,
      }));
      const wanted = { lang: "fr", h1: 1, main: 1, inMain: 1, title: said.title, sheets: 1, styles: 0, blocking: ["/pkg/vecu.css"], moving: 0 };
      if (JSON.stringify(said) !== JSON.stringify(wanted)) found.push(`${view.name} (${view.path.slice(0, 30)}): ${JSON.stringify(said)}`);
      if (!/^\S.* · Vécu$/.test(said.title)) found.push(`${view.name}: the title is “${said.title}”`);
    });
    await context.close();
    expect(found).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
}

test("long words and addresses break instead of widening the page", async ({ browser, errors, baseURL }, info) => {
  test.setTimeout(120_000);
  const [patient, professional] = await Promise.all((["patient", "professional"] as const).map((part) => as(info.project.name, baseURL!, part)));
  const long = thread({
    title: `${LONG.slice(0, 150)} ?`, tags: "unseulmotdevingtcinqlettres",
    body: `${LONG}\n\n${ADDRESS}\n\n[un lien](${ADDRESS})\n\n    ${LONG} ${ADDRESS}\n\n- ${LONG}\n\n> ${ADDRESS}`,
  });
  await done(patient, "threads.ask", long);
  await done(patient, "threads.reply", reply(long.id, { body: `${LONG}\n\n\`${LONG}\`` }));
  const sheet = { voice: "professional", source_text_0: LONG.slice(0, 100), source_url_0: ADDRESS, source_url_1: ADDRESS };
  await done(professional, "threads.reply", reply(long.id, { ...sheet, body: `${ADDRESS}` }));
  const found: string[] = [];
  for (const part of ["visitor", "patient"] as const) {
    const context = await browse(browser, info.project.name, baseURL!, part);
    const list = [`/t/${long.id}`, "/feed", "/c/reins-au-quotidien"].map((path) => ({ name: path, part, path }));
    await each(context, list, errors, async (page, view) => {
      await openAll(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        found.push(...[...(await overflow(page)), ...(await cut(page))].map((one) => `${part} ${view.path} ${width} px: ${one}`));
      }
    });
    await context.close();
  }
  await done(patient, "threads.delete", { thread: long.id });
  expect(found).toEqual([]);
});

test("a page one goes to begins at its top, and reading goes on there", async ({ browser, errors, baseURL }, info) => {
  const w = await world(info.project.name, baseURL!);
  const context = await browse(browser, info.project.name, baseURL!, "patient", { width: 390, height: 600 });
  const page = await context.newPage();
  await visit(page, { name: "feed", part: "patient", path: "/feed" }, errors);
  for (const [press, to] of [
    [page.locator(".thread__title a").last(), /\/t\//],
    [page.locator(".crumb a").first(), /\/c\//],
    [page.locator(".thread__title a").last(), /\/t\//],
    [page.locator(".foot nav a").last(), /\/communities/],
  ] as const) {
    await press.scrollIntoViewIfNeeded();
    await press.click();
    await page.waitForURL(to);
    await expect(page.locator("h1")).toBeVisible();
    await expect.poll(() => page.evaluate(() => [Math.round(scrollY), document.activeElement?.id])).toEqual([0, "content"]);
    // It stays there once the page's data has come.
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => Math.round(scrollY))).toBe(0);
  }
  await page.goto(`/t/${w.thread}#r-${w.reply}`);
  await hydrated(page);
  await expect(page.locator(`#r-${w.reply}`)).toBeInViewport();
  await context.close();
});
