// Nothing that people type runs: not where it is stored, not where a refused form shows it again,
// not in an address. The real server, the real browser, every attempt of the corpus.
import { request, type APIRequestContext, type BrowserContext, type Page } from "@playwright/test";
import { browse } from "../support/look";
import { as, community, done, newcomer, reply, submit, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";
import { corpus, elsewhere, foreign, type Attempt } from "../support/xss";

// Traces keep every page of hundreds: they cost more than the tests.
test.use({ trace: "off" });

const squash = (text: string) => text.replace(/[\s\u200b\u00ad]+/g, "");
const titles = corpus.filter(({ text }) => text.length >= 5 && text.length <= 160);
const short = corpus.filter(({ text }) => text.length <= 120 && !/[\r\n]/.test(text));

/** Watches a browser for anything that ran, and says what. */
function guard(context: BrowserContext, baseURL: string): string[] {
  const ran: string[] = [];
  context.on("dialog", (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("console", (message) => {
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
async function wrong(page: Page, where: string): Promise<string[]> {
  const [ran, found] = await Promise.all([
    page.evaluate(() => (window as unknown as { __xss?: number }).__xss),
    page.evaluate(`(${foreign.toString()})(document)`) as Promise<string[]>,
  ]);
  return [...(ran === undefined ? [] : [`${where}: IT RAN`]), ...found.map((one) => `${where}: ${one}`)];
}

/** The same of an answer as it is before any script, parsed as a browser without JavaScript does. */
async function wrongInAnswer(page: Page, asking: APIRequestContext, path: string): Promise<string[]> {
  const response = await asking.get(path);
  const text = await response.text();
  const found = (await page.evaluate(`(${foreign.toString()})(new DOMParser().parseFromString(${JSON.stringify(text)}, "text/html"))`)) as string[];
  return [...(response.status() >= 500 ? [`${path}: ${response.status()}`] : []), ...found.map((one) => `${path}, as sent: ${one}`)];
}

/** Goes there as a link on the page leads: by the router, without loading the page anew. */
async function follow(page: Page, path: string) {
  await page.evaluate((to) => {
    const link = Object.assign(document.createElement("a"), { href: to, textContent: "x" });
    document.querySelector("main")?.append(link);
    link.click();
    link.remove();
  }, path);
}

const writers = new Map<string, ReturnType<typeof prepare>>();
/** A member with a community of their own, so that nobody else's pages fill with attempts. */
function writer(project: string, baseURL: string) {
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

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await hydrated(page);
  return page;
}

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

// Each form posted as without JavaScript, every text field filled with another attempt.
for (const [form, part, path] of [
  ["members-sign_up", "visitor", "/sign-up"],
  ["members-sign_in", "visitor", "/sign-in?next=/about"],
  ["members-forgotten", "visitor", "/forgotten"],
  ["communities-create", "patient", "/communities/new"],
  ["threads-ask", "patient", "/ask"],
  ["threads-reply", "professional", "thread"],
  ["threads-edit", "patient", "edit"],
  ["communities-name_host", "administrator", "/c/reins-au-quotidien/hosts"],
  ["members-about", "patient", "/settings"],
  ["members-email", "patient", "/settings"],
] as const) {
  test(`a refused ${form} shows what was typed, and no more @once`, async ({ browser, baseURL }, info) => {
    test.setTimeout(180_000);
    const context = await browse(browser, info.project.name, baseURL!, part);
    const ran = guard(context, baseURL!);
    const page = await context.newPage();
    const found: string[] = [];
    let where: string = path;
    if (path === "thread" || path === "edit") {
      const one = thread({ title: "Un fil pour des réponses refusées" });
      await done(await as(info.project.name, baseURL!, "patient"), "threads.ask", one);
      where = path === "edit" ? `/t/${one.id}/edit` : `/t/${one.id}`;
    }
    await page.goto(where);
    let turn = 0;
    // Forms of many fields bring the whole corpus by; small ones, made of the same fields, a part of it.
    for (let round = 0; round < 14 && turn < corpus.length; round += 1) {
      const [typed] = await Promise.all([
        page.evaluate(
          ({ form, texts }) => {
            const element = document.querySelector<HTMLFormElement>(`form[id="${form}"], form[id^="${form}-"]`)!;
            const typed: Record<string, string> = {};
            let place = 0;
            for (const field of element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input")) {
              if (field.matches("[type=radio]")) (field as HTMLInputElement).checked = false;
              if (field.matches("[type=radio], [type=checkbox], [type=hidden], [type=search]")) continue;
              // Too long to be taken, so that these are refused whatever else is right.
              const long = /^threads-(reply|edit)$/.test(form) && field.name === "body" ? 21_000 : field.name === "about" ? 200 : 0;
              field.value = texts[place % texts.length].padEnd(long, " x");
              place += 1;
              if (field.type !== "password") typed[field.name] = field.value;
            }
            HTMLFormElement.prototype.submit.call(element);
            return { typed, fields: place };
          },
          { form, texts: corpus.slice(turn).concat(corpus).map(({ text }) => text) },
        ),
        page.waitForEvent("load"),
      ]);
      await hydrated(page);
      found.push(...(await wrong(page, `${form}, from ${corpus[turn % corpus.length].name}`)));
      const shown = await page.evaluate(({ form, names }) => {
        const element = document.querySelector<HTMLFormElement>(`form[id="${form}"], form[id^="${form}-"]`)!;
        return Object.fromEntries(names.map((name) => [name, (element?.elements.namedItem(name) as HTMLInputElement | null)?.value]));
      }, { form, names: Object.keys(typed.typed) });
      for (const [name, value] of Object.entries(typed.typed)) {
        if (shown[name] !== value) found.push(`${form}: ${name} shows ${JSON.stringify(shown[name])?.slice(0, 120)}, not ${JSON.stringify(value).slice(0, 120)}`);
      }
      turn += Math.max(typed.fields, Math.floor(corpus.length / 14));
    }
    await context.close();
    expect(found.slice(0, 8)).toEqual([]);
    expect(ran.slice(0, 8)).toEqual([]);
  });
}

test("the preview of what is being typed @once", async ({ browser, baseURL }, info) => {
  test.setTimeout(120_000);
  const context = await browse(browser, info.project.name, baseURL!, "patient");
  const ran = guard(context, baseURL!);
  const page = await opened(context, "/ask");
  const found: string[] = [];
  for (let place = 0; place < corpus.length; place += 12) {
    const typed = corpus.slice(place, place + 12).map(({ text }) => text).join("\n\n—\n\n");
    await page.locator("textarea[name=body]").fill(`${typed}\n\nfin ${place}`);
    await expect(page.locator(".preview__body")).toContainText(`fin ${place}`);
    found.push(...(await wrong(page, `preview from ${corpus[place].name}`)));
  }
  // The draft that comes back.
  await page.reload();
  await hydrated(page);
  found.push(...(await wrong(page, "the draft")));
  await context.close();
  expect(found).toEqual([]);
  expect(ran).toEqual([]);
});

test("addresses and what they ask for @once", async ({ browser, baseURL }, info) => {
  test.setTimeout(600_000);
  const context = await browse(browser, info.project.name, baseURL!, "visitor");
  const ran = guard(context, baseURL!);
  const nobody = await request.newContext({ baseURL });
  const page = await opened(context, "/about");
  const found: string[] = [];
  const forms = (typed: string) => {
    const text = encodeURIComponent(typed);
    return [
      `/sign-in?next=${text}`, `/sign-up?role=${text}`, `/sign-up?done=${text}`, `/feed?after=${text}`, `/feed?order=${text}`,
      `/communities?after=${text}`, `/c/reins-au-quotidien?order=${text}&after=${text}`, `/ask?community=${text}&kind=${text}`, `/tags/${text}`,
      `/tags/fatigue?after=${text}`, `/t/${text}`, `/t/${text}/edit`, `/r/${text}/history`, `/c/${text}`, `/c/${text}/join`, `/m/${text}`,
      `/confirm?token=${text}`, `/reset?token=${text}`, `/${text}`, `/about?${text}`, `/about?${text}=${text}`,
    ];
  };
  for (const [place, { text }] of corpus.entries()) {
    const addresses = forms(text);
    for (const address of addresses) found.push(...(await wrongInAnswer(page, nobody, address)));
    // In the browser each attempt at one of the places, each place with many attempts.
    const address = addresses[place % addresses.length];
    await page.goto(address);
    await hydrated(page);
    found.push(...(await wrong(page, address)));
  }
  await context.close();
  expect(found).toEqual([]);
  expect(ran).toEqual([]);
});

test("nobody is led elsewhere after signing in or choosing a language", async ({ baseURL }, info) => {
  const { email } = await newcomer(info.project.name, baseURL!);
  const asking = await request.newContext({ baseURL });
  for (const next of [...elsewhere, ...corpus.map(({ text }) => text)]) {
    for (const [command, field, fields] of [["members.language", "_back", { locale: "fr" }], ["members.theme", "_back", { theme: "light" }]] as const) {
      const { to } = await submit(asking, command, { ...fields, [field]: next });
      expect(to, `${command} ${JSON.stringify(next)}`).toMatch(/^\/(?![/\\])[!-~]*$/);
    }
  }
  for (const next of elsewhere) {
    const signed = await submit(asking, "members.sign_in", { email, password: "cheval brouette nuage tambour", next });
    expect(signed.to, JSON.stringify(next)).toMatch(/^\/(?![/\\])[!-~]*$/);
    const plain = await asking.post("/sign-in", { form: { _form: "members.sign_in", email, password: "cheval brouette nuage tambour", next }, maxRedirects: 0 });
    expect(plain.status()).toBe(303);
    expect(plain.headers().location, JSON.stringify(next)).toMatch(/^\/(?![/\\])[!-~]*$/);
    expect(plain.headers()["set-cookie"] ?? "").not.toMatch(/^a=b/m);
  }
});

test("the policy stands on every answer, with a new nonce each time", async ({ baseURL }) => {
  const asking = await request.newContext({ baseURL });
  const nonces = new Set<string>();
  for (const path of ["/", "/feed", "/about", "/nowhere", "/sign-in", "/t/nothing"]) {
    const policy = (await asking.get(path)).headers()["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(policy, path).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*|data:/);
    nonces.add(policy.match(/'nonce-([^']+)'/)?.[1] ?? "none");
  }
  expect(nonces.has("none")).toBe(false);
  expect(nonces.size).toBe(6);
});
