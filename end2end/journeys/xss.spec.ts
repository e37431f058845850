// Nothing that people type runs where it is stored. The real server, the real browser, every attempt
// of the corpus.
import { request } from "@playwright/test";
import { follow, guard, opened, short, squash, titles, writer, wrong, wrongInAnswer } from "../support/attempts";
import { browse } from "../support/look";
import { as, community, done, newcomer, reply, submit, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";
import { corpus, type Attempt } from "../support/xss";

// Traces keep every page of hundreds: they cost more than the tests.
test.use({ trace: "off" });

test("the corpus is as large as it says, and each attempt another", () => {
  expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length);
  expect(corpus.length).toBeGreaterThanOrEqual(120);
});

const HELPING = 30;
for (let from = 0; from < corpus.length; from += HELPING) test(`threads and replies, from attempt ${from + 1} on: as sent, hydrated, and by client navigation @once`, async ({ browser, baseURL }, info) => {
  test.setTimeout(300_000);
  const { asking, place, state } = await writer(info.project.name, baseURL!);
  const context = await browse(browser, info.project.name, baseURL!, "visitor");
  await context.clearCookies();
  await context.addCookies(state.cookies);
  const ran = guard(context, baseURL!);
  const page = await opened(context, "/about");
  const found: string[] = [];
  const posted: { id: string; attempt: Attempt; titled: boolean }[] = [];
  for (const attempt of corpus.slice(from, from + HELPING)) {
    const titled = titles.includes(attempt);
    const one = thread({ community: place, circle: "members", title: titled ? attempt.text : `Un essai : ${attempt.name}`, body: `${attempt.text}` });
    await done(asking, "threads.ask", one);
    const source = short.includes(attempt) ? { source_text_0: attempt.text, source_url_0: "https://exemple.fr/x'onclick='__xss=1" } : {};
    await done(asking, "threads.reply", reply(one.id, { body: `${attempt.text}\n\nfin`, ...source }));
    posted.push({ id: one.id, attempt, titled });
  }
  const check = async (one: (typeof posted)[number], how: string) => {
    const where = `${one.attempt.name}, ${how}`;
    found.push(...(await wrong(page, where)));
    const { subject, body, answer } = await page.evaluate(() => ({
      subject: document.querySelector("#subject")?.textContent ?? "",
      body: document.querySelector(".post__body")?.textContent ?? "",
      answer: document.querySelector(".reply__body")?.textContent ?? "",
    }));
    if (one.titled && squash(subject) !== squash(one.attempt.text)) found.push(`${where}: the title reads ${subject}`);
    if (one.attempt.literal && squash(body) !== squash(one.attempt.text)) found.push(`${where}: the text reads ${body}`);
    if (one.attempt.literal && !squash(answer).startsWith(squash(one.attempt.text))) found.push(`${where}: the reply reads ${answer}`);
  };
  // By the router, from page to page.
  for (const one of posted) {
    await follow(page, `/t/${one.id}`);
    await page.waitForFunction((id) => document.querySelector(`form#threads-follow input[name=thread][value="${id}"]`), one.id);
    await check(one, "by client navigation");
  }
  // As sent, and loaded whole.
  for (const one of posted) {
    found.push(...(await wrongInAnswer(page, asking, `/t/${one.id}`)));
    await page.goto(`/t/${one.id}`);
    await hydrated(page);
    await check(one, "hydrated");
  }
  // Lists show titles and excerpts of many at once.
  for (const path of [`/c/${place}`, `/c/${place}?order=new`, "/feed", "/feed?order=new"]) {
    let next: string | null = path;
    for (let turn = 0; next && turn < 10; turn += 1) {
      found.push(...(await wrongInAnswer(page, asking, next)));
      await page.goto(next);
      await hydrated(page);
      found.push(...(await wrong(page, next)));
      next = await page.locator(".pager__older a").first().getAttribute("href", { timeout: 500 }).catch(() => null);
    }
  }
  await context.close();
  expect(found).toEqual([]);
  expect(ran).toEqual([]);
});

test("public threads on the first page and a visitor’s feed @once", async ({ browser, baseURL }, info) => {
  test.setTimeout(120_000);
  const patient = await as(info.project.name, baseURL!, "patient");
  const worst = titles.filter(({ text }) => /<\/script|<!--|<\/title|<\/body|base href/i.test(text)).slice(0, 10);
  const ids: string[] = [];
  const found: string[] = [];
  const context = await browse(browser, info.project.name, baseURL!, "visitor");
  const ran = guard(context, baseURL!);
  const nobody = await request.newContext({ baseURL });
  try {
    for (const { text } of worst) {
      const one = thread({ title: text, body: text, tags: "essai-de-script" });
      ids.push(one.id);
      await done(patient, "threads.ask", one);
    }
    const page = await opened(context, "/about");
    for (const path of ["/", "/feed", "/feed?order=new", "/c/reins-au-quotidien", "/tags/essai-de-script", `/t/${ids[0]}`]) {
      found.push(...(await wrongInAnswer(page, nobody, path)));
      await page.goto(path);
      await hydrated(page);
      found.push(...(await wrong(page, path)));
      await follow(page, "/about");
      await page.waitForURL("**/about");
      await follow(page, path);
      await page.waitForURL(`**${path}`);
      await expect(page.locator("main h1").first()).toBeVisible();
      found.push(...(await wrong(page, `${path}, by client navigation`)));
    }
  } finally {
    for (const id of ids) await submit(patient, "threads.delete", { thread: id });
    await context.close();
  }
  expect(worst.length).toBeGreaterThan(7);
  expect(found).toEqual([]);
  expect(ran).toEqual([]);
});

test("names, lines about oneself, tags and links: refused, or shown as typed @once", async ({ browser, baseURL }, info) => {
  test.setTimeout(600_000);
  const { asking, own, place, state } = await writer(info.project.name, baseURL!);
  const context = await browse(browser, info.project.name, baseURL!, "visitor");
  await context.clearCookies();
  await context.addCookies(state.cookies);
  const ran = guard(context, baseURL!);
  const page = await opened(context, "/about");
  const found: string[] = [];
  const nobody = await request.newContext({ baseURL });
  const somewhere = thread({ community: place, circle: "members", title: "Des liens" });
  await done(asking, "threads.ask", somewhere);
  for (const { name, text } of corpus) {
    const signUp = await submit(nobody, "members.sign_up", { role: "patient", pseudonym: text, email: "x@exemple.fr", password: "cheval brouette nuage tambour", adult: "1", consent: "1" });
    if (signUp.status !== 422 || !signUp.errors?.some(([field]) => field === "pseudonym")) found.push(`${name}: as a pseudonym it is answered ${signUp.status}`);
    if (!/^[\p{L}\p{N} '’+.,;\n-]*$/u.test(text)) {
      const tagged = await submit(asking, "threads.ask", thread({ community: place, circle: "members", tags: text }));
      if (tagged.status !== 422 || !tagged.errors?.some(([field]) => field === "tags")) found.push(`${name}: as a tag it is answered ${tagged.status}`);
    }
    if (!/^https?:\/\//.test(text)) {
      const linked = await submit(asking, "threads.reply", reply(somewhere.id, { source_text_0: "x", source_url_0: text }));
      if (linked.status !== 422) found.push(`${name}: as a link it is answered ${linked.status}`);
    }
  }
  // The line about oneself takes any letters: they are shown as they are, on the page of the member
  // and beside what they wrote.
  for (const { name, text } of short.filter(({ text }) => text.length <= 80)) {
    await done(asking, "members.about", { about: text });
    found.push(...(await wrongInAnswer(page, asking, own)));
    await follow(page, own);
    await page.waitForURL(`**${own}`);
    await expect.poll(async () => squash((await page.locator("main .voice").first().textContent()) ?? ""), { message: name }).toBe(squash(text));
    found.push(...(await wrong(page, `${name}, about oneself`)));
    await follow(page, `/t/${somewhere.id}`);
    await page.waitForURL("**/t/**");
    await expect(page.locator("#subject")).toBeVisible();
    found.push(...(await wrong(page, `${name}, beside a thread`)));
    await follow(page, "/about");
    await page.waitForURL("**/about");
  }
  for (const path of [own, `/t/${somewhere.id}`, "/settings"]) {
    await page.goto(path);
    await hydrated(page);
    found.push(...(await wrong(page, path)));
  }
  await context.close();
  expect(found).toEqual([]);
  expect(ran).toEqual([]);
});

test("a community’s name, description and charter @once", async ({ browser, baseURL }, info) => {
  test.setTimeout(600_000);
  const { asking } = await newcomer(info.project.name, baseURL!);
  const context = await browse(browser, info.project.name, baseURL!, "patient");
  const ran = guard(context, baseURL!);
  const reader = await as(info.project.name, baseURL!, "patient");
  const page = await opened(context, "/about");
  const found: string[] = [];
  const padded = (text: string | undefined) => `${text ?? ""} et voilà, c’est tout.`;
  const names = corpus.map(({ text }) => text).filter((text) => text.length <= 60 && !/[<>\n]/.test(text) && /[a-z]{3}/i.test(text)).slice(0, 12);
  const at = (place: number) => corpus[place % corpus.length].text;
  for (let turn = 0; turn < Math.ceil(corpus.length / 8); turn += 1) {
    const first = turn * 8;
    const fields = community({
      description: padded(at(first)), objectives: padded(at(first + 1)), data_use: padded(at(first + 2)), moderation: padded(at(first + 3)),
      funding: padded(at(first + 4)), owner: short[(first + 5) % short.length].text, source_name_0: short[(first + 6) % short.length].text,
      visibility: turn % 2 ? "open" : "members",
    });
    const named = await submit(asking, "communities.create", fields.map(([key, value]) => [key, key === "name" ? (names[turn] ?? value) : value]));
    const to = named.to ?? (await done(asking, "communities.create", fields));
    const slug = to.split("?")[0];
    for (const path of [slug, `${slug}/join`, "/communities"]) {
      found.push(...(await wrongInAnswer(page, reader, path)));
      await page.goto(path);
      await hydrated(page);
      found.push(...(await wrong(page, `${path}, hydrated`)));
    }
    await follow(page, slug);
    await page.waitForURL(`**${slug}`);
    await expect(page.locator(".charter")).toBeVisible();
    found.push(...(await wrong(page, `${slug}, by client navigation`)));
    const sheet = squash((await page.locator(".charter").textContent()) ?? "");
    for (const [key, value] of fields) {
      if (/^(objectives|data_use|moderation|funding|owner|source_name_0)$/.test(key) && !sheet.includes(squash(value))) found.push(`${slug}: ${key} is not shown as typed: ${value}`);
    }
  }
  for (const { name, text } of corpus.filter(({ text }) => /[<>]/.test(text) && text.length <= 60)) {
    const refused = await submit(asking, "communities.create", community({ name: text }));
    if (refused.status !== 422) found.push(`${name}: as a community’s name it is answered ${refused.status}`);
  }
  await context.close();
  expect(found).toEqual([]);
  expect(ran).toEqual([]);
});
