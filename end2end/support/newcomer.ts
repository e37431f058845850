// Somebody new, for journeys that must not meet what others left behind.
import type { Page } from "@playwright/test";
import { done, freshId } from "./people";
import { linkIn, mailTo, type Account } from "./vecu";

/** The community of the demo that is for its members only, and that its professional belongs to. */
export const CLOSED = { slug: "parkinson-cote-proches", name: "Parkinson, côté proches" };
/** One that everybody may read. */
export const OPEN = { slug: "reins-au-quotidien", name: "Reins au quotidien" };

/** What somebody new gives of themselves. */
export function stranger(part = "patient"): Account {
  const id = freshId().slice(-7);
  return { part, pseudonym: `Essai ${id}`, email: `essai-${id.toLowerCase()}-${Date.now()}@exemple.fr`, password: "cheval brouette nuage tambour" };
}

/** A new member, signed in on this page, who belongs to these communities. */
export async function newcomer(page: Page, project: string, communities: string[], part = "patient"): Promise<Account> {
  const who = stranger(part);
  const claim = { profession: "nurse", number: `10${Date.now().toString().slice(-9)}`, workplace: "Hôpital des Essais, Nantes", profession_consent: "1" };
  await done(page.request, "members.sign_up", {
    role: part, ...(part === "professional" ? claim : {}),
    pseudonym: who.pseudonym, email: who.email, password: who.password, adult: "1", consent: "1",
  });
  const token = new URL(linkIn((await mailTo(project, who.email)).text)).searchParams.get("token")!;
  await done(page.request, "members.confirm", { token });
  for (const community of communities) await done(page.request, "communities.join", { community, consent: "1" });
  return who;
}

/** The address of what a command led to, without what was to be said there. */
export const place = (to: string) => to.replace(/[?#].*$/, "");
