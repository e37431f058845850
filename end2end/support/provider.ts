// A provider in place of Pro Santé Connect: oidc-provider as it is, on a port of its own beside each server, with people
// of the register in it. It may be told to lie in one way: then what it hands out is changed and, but for forgeries,
// signed anew with its own key.
import { createServer } from "node:http";
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

export type Lie = "forged" | "nonce" | "audience" | "issuer" | "expired";

/** As `support/serve.mjs` tells the server. */
export const CLIENT = { id: "vecu", secret: "carabistouille-des-essais" };

/** Ten above the server's. */
export const portOf = (baseURL: string) => Number(new URL(baseURL).port) + 10;

/** What the register knows of somebody; their name over there is `login`. */
const practice = (code: string) => ({ codeProfession: code, codeCategorieProfessionnelle: "C", codeSavoirFaire: "", activities: [{ raisonSocialeSite: "Pharmacie des Essais" }] });
const person = (login: string) => {
  const number = `8${login.replace(/\D/g, "").padStart(11, "1").slice(-11)}`;
  const pro = { SubjectRefPro: { codeCivilite: "MME", exercices: [practice(login.startsWith("other") ? "95" : "21")] } };
  return { sub: login, given_name: "NADÈGE", family_name: "ESSAI", SubjectNameID: number, ...(login.startsWith("citizen") ? {} : pro) };
};

export async function start(baseURL: string) {
  const port = portOf(baseURL);
  const issuer = `http://127.0.0.1:${port}`;
  const [own, another] = await Promise.all([generateKeyPair("RS256", { extractable: true }), generateKeyPair("RS256")]);
  let lie: Lie | undefined;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [`${baseURL}/pro-sante/callback`],
      response_types: ["code"], grant_types: ["authorization_code"],
    }],
    jwks: { keys: [{ ...(await exportJWK(own.privateKey)), kid: "one", alg: "RS256", use: "sig" }] },
    acrValues: ["eidas1"],
    scopes: ["openid", "scope_all"],
    claims: { openid: ["sub"], acr: null, scope_all: ["given_name", "family_name", "SubjectNameID", "SubjectRefPro"] },
    cookies: { keys: ["essais"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_ctx: unknown, login: string) => ({ accountId: login, claims: () => person(login) }),
    // Nobody is asked whether they agree: that is not what is tried here.
    loadExistingGrant: async (ctx: any) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid scope_all");
      await grant.save();
      return grant;
    },
  } as any);
  provider.use(async (ctx: any, next: () => Promise<void>) => {
    await next();
    if (!lie || ctx.oidc?.route !== "token" || !ctx.body?.id_token) return;
    const claims = decodeJwt(ctx.body.id_token);
    if (lie === "nonce") claims.nonce = "another";
    if (lie === "audience") claims.aud = "another";
    if (lie === "issuer") claims.iss = "http://127.0.0.1:1";
    if (lie === "expired") claims.exp = Math.floor(Date.now() / 1000) - 1;
    const key = lie === "forged" ? another.privateKey : own.privateKey;
    ctx.body = { ...ctx.body, id_token: await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one" }).sign(key) };
  });
  const callback = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return callback(request, response);
    if (request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += chunk;
      const login = new URLSearchParams(body).get("login") ?? "";
      const result = login === "cancel" ? { error: "access_denied" } : { login: { accountId: login, acr: "eidas1" } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="fr"><title>e-CPS</title><link rel="icon" href="data:,"><h1>e-CPS d’essai</h1>
      <form method="post"><label>Identifiant <input name="login"></label> <button>Continuer</button></form></html>`);
  });
  await new Promise<void>((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  return {
    issuer,
    lies: (now: Lie | undefined) => { lie = now; },
    stop: () => new Promise<void>((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
