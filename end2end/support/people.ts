// People without a page of their own: they sign in and post by the same door as a hydrated form,
// so that a test can prepare what it then looks at in the browser.
import { expect, request, type APIRequestContext } from "@playwright/test";
import { freshId } from "./id.mjs";
import { file, png } from "./picture";
import { account, linkIn, mailTo } from "./vecu";

export { freshId };

export type Part = "visitor" | "patient" | "professional" | "administrator";
export type Pairs = Record<string, string> | [string, string][];
export type Answer = { status: number; to?: string; errors?: [string, unknown][]; typed?: [string, string][] };
type State = Awaited<ReturnType<APIRequestContext["storageState"]>>;

const HERE = { "Sec-Fetch-Site": "same-origin" };
/** Sends a command with its fields, as a hydrated form does. */
export async function submit(asking: APIRequestContext, command: string, fields: Pairs): Promise<Answer> {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  const response = await asking.post("/api/forms/submit", { headers: HERE, data: { command, fields: pairs } });
  const text = await response.text();
  const body = text.startsWith("{") ? JSON.parse(text) : {};
  return { status: response.status(), to: body.Done?.to, errors: body.Refused?.errors, typed: body.Refused?.typed };
}

/** As `submit`, for what must succeed: where it leads. */
export async function done(asking: APIRequestContext, command: string, fields: Pairs): Promise<string> {
  const answer = await submit(asking, command, fields);
  expect(answer.to, `${command} ${JSON.stringify(fields).slice(0, 300)}: ${JSON.stringify(answer)}`).toBeTruthy();
  return answer.to as string;
}

/** Brings a picture; the fields that let a text have it. */
export async function bring(asking: APIRequestContext, width: number, height: number, alt: string): Promise<[string, string][]> {
  const response = await asking.post("/api/pictures/bring", { headers: HERE, multipart: { picture: file("essai.png", png(width, height)) } });
  expect(response.status(), await response.text()).toBe(200);
  const { id } = await response.json();
  return [["picture", id], [`picture_alt_${id}`, alt]];
}

const states = new Map<string, Promise<State>>();

/**
 * The cookies of a part, signed in once per worker: in French the demo's own account, in English
 * somebody new, because a member's language is the account's.
 */
export function session(project: string, baseURL: string, part: Part, locale: "fr" | "en" = "fr"): Promise<State> {
  if (part === "visitor") return Promise.resolve({ cookies: [], origins: [] });
  const key = `${project} ${part} ${locale}`;
  let state = states.get(key);
  if (!state) {
    state = locale === "fr" ? signedIn(project, baseURL, part) : english(project, baseURL, part);
    states.set(key, state);
  }
  return state;
}

async function signedIn(project: string, baseURL: string, part: string): Promise<State> {
  const asking = await request.newContext({ baseURL });
  const { email, password } = account(project, part);
  await done(asking, "members.sign_in", { email, password });
  const kept = await asking.storageState();
  await asking.dispose();
  return kept;
}

/** Signs up and confirms; the request context is signed in afterwards. */
export async function newcomer(project: string, baseURL: string, more: Record<string, string> = {}, locale = "fr") {
  const asking = await request.newContext({ baseURL, extraHTTPHeaders: { "Accept-Language": locale } });
  const pseudonym = `Essai ${freshId().slice(-6)}`;
  const email = `essai-${freshId().toLowerCase()}@exemple.fr`;
  const password = "cheval brouette nuage tambour";
  await done(asking, "members.sign_up", { role: "patient", pseudonym, email, password, adult: "1", consent: "1", ...more });
  const link = new URL(linkIn((await mailTo(project, email)).text));
  await done(asking, "members.confirm", { token: link.searchParams.get("token") ?? "" });
  return { asking, pseudonym: more.pseudonym ?? pseudonym, email, password };
}

/** What a professional claims; a number verifies one person only, so each gets another. */
const claim = () => ({ profession: "nurse", number: `10${Date.now().toString().slice(-9)}`, workplace: "Hôpital des Essais, Nantes", profession_consent: "1" });

async function english(project: string, baseURL: string, part: Part): Promise<State> {
  const place = "reins-au-quotidien";
  const host = await as(project, baseURL, "administrator");
  let asking: APIRequestContext;
  let pseudonym: string;
  if (part === "administrator") {
    asking = await request.newContext({ baseURL, storageState: await signedIn(project, baseURL, "second administrator") });
    pseudonym = account(project, "second administrator").pseudonym;
    await done(asking, "members.language", { locale: "en" });
  } else {
    const role = part === "professional" ? { role: "professional", ...claim() } : {};
    ({ asking, pseudonym } = await newcomer(project, baseURL, role, "en"));
  }
  if (part === "professional") {
    const claims = await (await host.get("/api/administration/claims?q=&after=&verified=")).json();
    const waiting = claims.pending.find((one: { member: { pseudonym: string } }) => one.member.pseudonym === pseudonym);
    // Two administrators agree, once there is a file to look at.
    const card = { name: "carte.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 carte professionnelle d’essai") };
    const sent = await asking.post("/settings/profession", { headers: HERE, multipart: { _form: "pro_sante.proof", proof_file: card } });
    expect(sent.url()).toContain("done=proof");
    const second = await request.newContext({ baseURL, storageState: await signedIn(project, baseURL, "second administrator") });
    for (const one of [host, second]) await done(one, "administration.decide", { claim: waiting.id, decision: "verified" });
    await second.dispose();
  }
  // The second administrator may have joined for an earlier worker: then nothing changes.
  await submit(asking, "communities.join", { community: place, consent: "1" });
  if (part === "administrator") await submit(host, "communities.name_host", { community: place, pseudonym });
  return asking.storageState();
}

/** What sends commands as a part. */
export async function as(project: string, baseURL: string, part: Part, locale: "fr" | "en" = "fr"): Promise<APIRequestContext> {
  return request.newContext({ baseURL, storageState: await session(project, baseURL, part, locale) });
}

/** Everything the composer sends. */
export const thread = (more: Record<string, string>): Record<string, string> => ({
  id: freshId(), kind: "discussion", community: "reins-au-quotidien", title: "Un titre assez long", body: "Un texte.",
  tags: "", profession: "", circle: "public", ...more,
});

/** Everything the reply form sends. */
export const reply = (thread: string, more: Record<string, string>): Record<string, string> => ({
  id: freshId(), thread, body: "Une réponse.", ...more,
});

/** Everything the form that opens a community sends. */
export const community = (more: Record<string, string>): [string, string][] => Object.entries({
  name: `Essai ${freshId().slice(-8)}`, description: "Une présentation assez longue pour être acceptée.",
  conditions: "N18", locale: "fr", visibility: "open", owner: "Une association", owner_type: "association",
  funding: "Les cotisations des membres.", source_name_0: "Cotisations", source_share_0: "100", advertising: "no",
  objectives: "Rompre l’isolement, ensemble.", data_use: "Rien n’est transmis à personne.",
  moderation: "Deux hôtes relisent en deux jours.", consent: "1", ...more,
});
