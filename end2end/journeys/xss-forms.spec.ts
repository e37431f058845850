// Nothing that people type runs where a refused form or a preview shows it again, nor in an address.
import { request } from "@playwright/test";
import { guard, opened, wrong, wrongInAnswer } from "../support/attempts";
import { browse } from "../support/look";
import { as, done, newcomer, reply, submit, thread } from "../support/people";
import { expect, hydrated, test } from "../support/vecu";
import { corpus, elsewhere } from "../support/xss";

// Traces keep every page of hundreds: they cost more than the tests.
test.use({ trace: "off" });

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
              if (field.matches("[type=radio], [type=checkbox], [type=hidden], [type=search], [type=file]")) continue;
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
      `/search?q=${text}`, `/search?q=x&community=${text}&kind=${text}&since=${text}`, `/unsubscribe?member=${text}&kinds=${text}&proof=${text}`,
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
