// What the pages are looked at with: one thread that has everything, one question, one tag, and
// links from mails that still open. Made once per worker.
import { request } from "@playwright/test";
import { linkIn, mailTo } from "./vecu";
import { as, bring, done, freshId, newcomer, reply, submit, thread, type Part } from "./people";

export type World = {
  thread: string; question: string; reply: string; tag: string; member: string; own: string; other: string; confirm: string; reset: string;
  announcement: string;
};

const worlds = new Map<string, Promise<World>>();

export function world(project: string, baseURL: string, locale: "fr" | "en" = "fr"): Promise<World> {
  const key = `${project} ${locale}`;
  let made = worlds.get(key);
  if (!made) {
    made = make(project, baseURL, locale);
    worlds.set(key, made);
  }
  return made;
}

const path = (link: string) => link.replace(/^https?:\/\/[^/]+/, "");

async function make(project: string, baseURL: string, locale: "fr" | "en"): Promise<World> {
  const [patient, professional, host] = await Promise.all(
    (["patient", "professional", "administrator"] as const).map((part) => as(project, baseURL, part, locale)),
  );
  const tag = `essai ${freshId().slice(-6).toLowerCase()}`;
  const opened = thread({
    title: "Bouillotte, écharpe et bus de 7 h 12 : comment tenez-vous ?", tags: `${tag}, fatigue`,
    body: "Le matin je tiens avec **une bouillotte**.\n\n- un thermos\n- une écharpe\n\n> on m’a dit d’essayer\n\nEt vous ?",
  });
  const seen = [await bring(patient, 1_200, 800, "Une écharpe rouge sur un radiateur"), await bring(patient, 700, 1_100, "")];
  await done(patient, "threads.ask", [...Object.entries(opened), ...seen.flat()]);
  const question = thread({
    kind: "question", profession: "", title: "À quelle heure prendre rendez-vous au laboratoire ?", tags: tag,
    body: "On me dit à jeun, on me dit l’après-midi. Qui croire ?",
  });
  await done(patient, "threads.ask", question);
  const lived = reply(opened.id, { body: "Moi, **le thermos**. Et une place assise, toujours la même." });
  await done(host, "threads.reply", [...Object.entries(lived), ...(await bring(host, 600, 1_000, "Le thermos, posé sur la table"))]);
  await done(patient, "threads.reply", reply(opened.id, { parent: lived.id, body: "Merci, j’essaie demain." }));
  await done(host, "threads.edit_reply", { reply: lived.id, body: "Moi, **le thermos**. Et la même place, toujours." });
  const sheet = { voice: "professional", source_text_0: "Une fiche publique", source_url_0: "https://exemple.fr/fiche" };
  await done(professional, "threads.reply", reply(opened.id, { ...sheet, body: "En général, on conseille de s’échauffer doucement." }));
  await done(professional, "threads.reply", reply(question.id, { voice: "professional", no_source: "1", body: "Le laboratoire le dit sur l’ordonnance." }));
  await done(patient, "threads.edit", { thread: opened.id, title: opened.title, body: `${opened.body}\n\nMerci à vous.`, tags: opened.tags });
  await done(host, "threads.react", { thread: opened.id, reaction: "courage" });

  const announced = thread({
    kind: "announcement", title: "Café du samedi : venez comme vous êtes", tags: tag,
    body: "Samedi à 10 h 30. Un fauteuil attend qui sort de séance.",
  });
  await done(host, "threads.ask", announced);
  await done(host, "threads.close", { thread: announced.id, closed: "1" });

  // Somebody who has not confirmed yet, and asks to be verified; somebody who forgot a password.
  const nobody = await request.newContext({ baseURL });
  const email = `essai-${freshId().toLowerCase()}@exemple.fr`;
  await done(nobody, "members.sign_up", {
    role: "professional", profession: "nurse", number: "10003000123", workplace: "Hôpital des Essais, Nantes", profession_consent: "1",
    pseudonym: `Essai ${freshId().slice(-6)}`, email, password: "cheval brouette nuage tambour", adult: "1", consent: "1",
  });
  const confirm = path(linkIn((await mailTo(project, email)).text));
  const forgetful = await newcomer(project, baseURL);
  await done(nobody, "members.forgotten", { email: forgetful.email });
  const reset = path(linkIn((await mailTo(project, forgetful.email, /reset/)).text));

  // The host's page, by the link that the thread shows.
  const page = await (await host.get(`/t/${opened.id}`)).text();
  const member = page.match(/href="(\/m\/[0-9A-Za-z]{22})"/)?.[1] ?? "";
  const own = (await (await patient.get("/settings")).text()).match(/href="(\/m\/[0-9A-Za-z]{22})"/)?.[1] ?? "";
  // Somebody writes to the other; for an earlier worker they did already.
  const other = (await (await host.get("/settings")).text()).match(/href="\/m\/([0-9A-Za-z]{22})"/)?.[1] ?? "";
  const letter = { id: freshId(), to: own.slice(3), body: "Bonjour, **comment** tenez-vous le matin ?" };
  await submit(host, "letters.write", letter);
  await submit(patient, "letters.write", { id: freshId(), to: other, body: "Avec un thermos, et de la patience." });
  return { thread: opened.id, question: question.id, reply: lived.id, tag: tag.replace(" ", "-"), member, own, other, confirm, reset, announcement: announced.id };
}

/** How a page is looked at. */
export type View = { name: string; part: Part; path: string; status?: number; then?: "open" | "refuse" | "reply" };

const NOWHERE: World = { thread: "", question: "", reply: "", tag: "", member: "", own: "", other: "", confirm: "", reset: "", announcement: "" };

/** One test for each view: named before there is a world, looked up once there is. */
export const names = () => views(NOWHERE).map(({ name, part }) => ({ name, part }));

/** A view by its name. */
export const view = (w: World, name: string): View => {
  const found = views(w).find((one) => one.name === name);
  if (!found) throw new Error(`no view is called ${name}`);
  return found;
};

/** Every page, as those see it who may; `then` opens every fold, or sends the form empty. */
export function views(w: World): View[] {
  const open = "/c/reins-au-quotidien";
  const closed = "/c/endometriose-a-voix-haute";
  return [
    { name: "home", part: "visitor", path: "/" },
    { name: "feed", part: "visitor", path: "/feed" },
    { name: "communities", part: "visitor", path: "/communities", then: "open" },
    { name: "open community", part: "visitor", path: open },
    { name: "closed community", part: "visitor", path: closed },
    { name: "thread", part: "visitor", path: `/t/${w.thread}` },
    { name: "question", part: "visitor", path: `/t/${w.question}` },
    { name: "announcement", part: "visitor", path: `/t/${w.announcement}` },
    { name: "history", part: "visitor", path: `/t/${w.thread}/history` },
    { name: "history of a reply", part: "visitor", path: `/r/${w.reply}/history` },
    { name: "tag", part: "visitor", path: `/tags/${w.tag}` },
    { name: "profile", part: "visitor", path: w.member },
    { name: "sign-up", part: "visitor", path: "/sign-up" },
    { name: "sign-up of a professional", part: "visitor", path: "/sign-up?role=professional" },
    { name: "refused sign-up", part: "visitor", path: "/sign-up?role=professional", then: "refuse" },
    { name: "signed up", part: "visitor", path: "/sign-up?done=sent" },
    { name: "sign-in", part: "visitor", path: "/sign-in" },
    { name: "forgotten", part: "visitor", path: "/forgotten" },
    { name: "reset", part: "visitor", path: w.reset },
    { name: "reset, too late", part: "visitor", path: "/reset?token=x" },
    { name: "confirm", part: "visitor", path: w.confirm },
    { name: "confirm, too late", part: "visitor", path: "/confirm?token=x" },
    { name: "kept mail", part: "visitor", path: "/dev/mail" },
    { name: "about", part: "visitor", path: "/about" },
    { name: "search", part: "visitor", path: "/search" },
    { name: "found", part: "visitor", path: "/search?q=dialyse+fatigue&kind=question", then: "open" },
    { name: "nothing found", part: "patient", path: "/search?q=xyzzyxyzzy" },
    { name: "401", part: "visitor", path: "/settings", status: 401 },
    { name: "403", part: "patient", path: "/admin/claims", status: 403 },
    { name: "404", part: "visitor", path: "/nowhere", status: 404 },
    { name: "404 of a thread", part: "visitor", path: "/t/nothing", status: 404 },
    { name: "member’s home", part: "patient", path: "/" },
    { name: "member’s feed", part: "patient", path: "/feed" },
    { name: "member’s communities", part: "patient", path: "/communities" },
    { name: "create a community", part: "patient", path: "/communities/new", then: "open" },
    { name: "refused community", part: "patient", path: "/communities/new", then: "refuse" },
    { name: "member’s community", part: "patient", path: open },
    { name: "join", part: "patient", path: `${closed}/join` },
    { name: "compose", part: "patient", path: "/ask?community=reins-au-quotidien" },
    { name: "refused composer", part: "patient", path: "/ask", then: "refuse" },
    { name: "own thread, all open", part: "patient", path: `/t/${w.thread}`, then: "open" },
    { name: "edit", part: "patient", path: `/t/${w.thread}/edit` },
    { name: "own profile", part: "patient", path: w.own },
    { name: "settings", part: "patient", path: "/settings", then: "open" },
    { name: "devices", part: "patient", path: "/settings/sessions" },
    { name: "display", part: "patient", path: "/settings/display" },
    { name: "my data", part: "patient", path: "/settings/data", then: "open" },
    { name: "erase", part: "patient", path: "/settings/erase" },
    { name: "refused erasure", part: "patient", path: "/settings/erase", then: "refuse" },
    { name: "passkeys", part: "patient", path: "/settings/passkeys", then: "open" },
    { name: "recovery code", part: "visitor", path: "/recover" },
    { name: "refused recovery code", part: "visitor", path: "/recover", then: "refuse" },
    { name: "tokens", part: "patient", path: "/settings/tokens" },
    { name: "refused token", part: "patient", path: "/settings/tokens", then: "refuse" },
    { name: "for programs", part: "visitor", path: "/api" },
    { name: "alerts", part: "patient", path: "/notices" },
    { name: "what goes out by mail", part: "patient", path: "/settings/notices" },
    { name: "letters", part: "patient", path: "/letters" },
    { name: "a correspondence, all open", part: "patient", path: `/letters/${w.other}`, then: "open" },
    { name: "declare an effect", part: "patient", path: `/vigilance/${w.thread}` },
    { name: "refused summary", part: "patient", path: `/vigilance/${w.thread}`, then: "refuse" },
    { name: "what waits to be sent", part: "patient", path: "/outbox" },
    { name: "no network", part: "visitor", path: "/offline" },
    { name: "unsubscribe, changed link", part: "visitor", path: "/unsubscribe?member=x", status: 404 },
    { name: "professional’s feed", part: "professional", path: "/feed" },
    { name: "professional’s whole feed", part: "professional", path: "/feed?all=1" },
    { name: "thread, professional’s reply", part: "professional", path: `/t/${w.thread}`, then: "reply" },
    { name: "professional’s settings", part: "professional", path: "/settings" },
    { name: "one’s profession", part: "professional", path: "/settings/profession" },
    { name: "one’s profession, not proved", part: "professional", path: "/settings/profession?trouble=doubtful" },
    { name: "host’s community", part: "administrator", path: open },
    { name: "host’s announcement, all open", part: "administrator", path: `/t/${w.announcement}`, then: "open" },
    { name: "compose an announcement", part: "administrator", path: "/ask?community=reins-au-quotidien&kind=announcement" },
    { name: "followed tag", part: "patient", path: `/tags/${w.tag}` },
    { name: "hosts", part: "administrator", path: `${open}/hosts` },
    { name: "edit a reply", part: "administrator", path: `/r/${w.reply}/edit` },
    { name: "host’s thread, all open", part: "administrator", path: `/t/${w.thread}`, then: "open" },
    { name: "claims", part: "administrator", path: "/admin/claims" },
    { name: "administration", part: "administrator", path: "/admin" },
    { name: "administered members", part: "administrator", path: "/admin/members?q=essai" },
    { name: "administered member", part: "administrator", path: w.member.replace("/m/", "/admin/members/") },
    { name: "suspended accounts", part: "administrator", path: "/admin/suspensions" },
    { name: "claims, searched", part: "administrator", path: "/admin/claims?q=soins" },
    { name: "invitations, searched", part: "administrator", path: "/admin/invitations?q=rencontre" },
    { name: "administered communities", part: "administrator", path: "/admin/communities" },
    { name: "audit log, verified", part: "administrator", path: "/admin/audit?verify=1" },
    { name: "instance settings", part: "administrator", path: "/admin/settings" },
    { name: "refused instance settings", part: "administrator", path: "/admin/settings", then: "refuse" },
    { name: "invitations, all open", part: "administrator", path: "/admin/invitations", then: "open" },
    { name: "charter", part: "visitor", path: `${open}/charter`, then: "open" },
    { name: "charter, changing it", part: "administrator", path: `${open}/charter/edit` },
    { name: "rules", part: "visitor", path: "/rules" },
    { name: "decisions", part: "patient", path: "/decisions" },
    { name: "report a vulnerability", part: "visitor", path: "/security" },
  ];
}
