// Pages hold at every width and text size, with whatever people write; what one presses is large
// enough; nothing moves for those who ask for calm; nothing is asked from elsewhere.
import type { Page } from "@playwright/test";
import { browse, openAll, visit } from "../support/look";
import { as, done, reply, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";
import { names, view, world } from "../support/world";

// Traces keep every page of hundreds: they cost more than the tests.
test.use({ trace: "off" });

const WIDTHS = [320, 390, 768, 1280, 1920];
const LONG = "anticonstitutionnellement".repeat(12);
const ADDRESS = `https://exemple.fr/${"dossier-sans-espace".repeat(12)}?cle=${"x".repeat(200)}`;

/** What reaches beyond the page's right edge, and whether the page scrolls sideways. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    // One pixel is rounding: widths of letters are fractions, and differ with the machine's fonts.
    const found = root.scrollWidth > width + 1 ? [`the page is ${root.scrollWidth} wide in ${width}`] : [];
    for (const element of document.body.querySelectorAll("*")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".sr, svg, .skip")) continue;
      const box = element.getBoundingClientRect();
      if (box.right <= width + 1 && box.left >= -1) continue;
      let parent = element.parentElement;
      while (parent && !scrolls(parent)) parent = parent.parentElement;
      if (!parent || parent === root || parent === document.body)
        found.push(`${element.tagName.toLowerCase()}.${element.className} in ${element.parentElement?.className} “${element.textContent?.trim().slice(0, 20)}” from ${Math.round(box.left)} to ${Math.round(box.right)} in ${width}`);
    }
    return found.slice(0, 5);
  });
}

/** What was changed is drawn: a transition, however short, would be measured on its way. */
async function settled(page: Page) {
  await page.evaluate(async () => {
    for (let n = 0; n < 3; n += 1) await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** Text that does not fit its own box, where nothing lets one scroll to it. */
async function cut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main *, aside *, nav *, footer *")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr, svg, .scroll-list, input, textarea, select"))
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

for (const { name, part } of names()) {
  test(`holds at every width and text size: ${name}, ${part} @once`, async ({ browser, errors, baseURL }, info) => {
    test.setTimeout(120_000);
    const w = await world(info.project.name, baseURL!);
    const context = await browse(browser, info.project.name, baseURL!, part);
    const elsewhere: string[] = [];
    context.on("request", (one) => {
      if (new URL(one.url()).origin !== new URL(baseURL!).origin) elsewhere.push(one.url());
    });
    const page = await context.newPage();
    await visit(page, view(w, name), errors);

    // One language, one heading, one title, one stylesheet, no motion, nothing from elsewhere.
    const { title, ...said } = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      headings: [...document.querySelectorAll("h1")].filter((one) => one.checkVisibility()).length,
      main: document.querySelectorAll("main").length,
      headingsInMain: document.querySelectorAll("main h1").length,
      sheets: document.querySelectorAll("link[rel~=stylesheet]").length,
      styles: document.querySelectorAll("style, [style]").length,
      blocking: performance.getEntriesByType("resource").filter((one) => (one as PerformanceResourceTiming & { renderBlockingStatus: string }).renderBlockingStatus === "blocking").map((one) => one.name.replace(/.*\/(\w+)\..*\.(\w+)$/, "$1.$2")),
      moving: document.getAnimations().filter((one) => one.playState === "running" && Number(one.effect?.getComputedTiming().duration) > 1).length,
    }));
    expect(said).toEqual({ lang: "fr", headings: 1, main: 1, headingsInMain: 1, sheets: 1, styles: 0, blocking: ["vecu.css"], moving: 0 });
    expect(title).toMatch(/^\S.* · Vécu$/);

    const found: string[] = [];
    const note = (what: string, list: string[]) => found.push(...list.map((one) => `${what}: ${one}`));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      note(`${width} px`, [...(await overflow(page)), ...(await cut(page))]);
      if (width === 390 || width === 1280) note(`${width} px`, await small(page));
    }
    for (const width of [390, 1280]) {
      // Enlarged text alone: media queries keep the full width.
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("html { font-size: 200% !important }");
        document.adoptedStyleSheets = [sheet];
      });
      await settled(page);
      note(`${width} px, text at 200 %`, [...(await overflow(page)), ...(await cut(page))]);
      await page.evaluate(() => { document.adoptedStyleSheets = []; });
    }
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
    for (const path of [`/t/${long.id}`, "/feed", "/c/reins-au-quotidien"]) {
      const page = await context.newPage();
      await visit(page, { name: path, part, path }, errors);
      await openAll(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        found.push(...[...(await overflow(page)), ...(await cut(page))].map((one) => `${part} ${path} ${width} px: ${one}`));
      }
      await page.close();
    }
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
    [page.locator('.foot nav a[href="/communities"]'), /\/communities/],
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
