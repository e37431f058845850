// A client as the bench needs it: signs in, sends forms, keeps its connections.
import { Agent, request } from "node:http";

export const agent = (most) => new Agent({ keepAlive: true, maxSockets: most });

export const ask = (agent, base, path, method = "GET", headers = {}, body = undefined) =>
  new Promise((done, failed) => {
    const asked = request(`${base}${path}`, { agent, method, headers: { "Sec-Fetch-Site": "same-origin", ...headers } }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on("error", failed);
    asked.end(body);
  });

/** Sends a command as a hydrated form does; fails unless it was carried out. */
export async function submit(agent, base, cookie, command, fields) {
  const body = JSON.stringify({ command, fields: Object.entries(fields) });
  const answer = await ask(agent, base, "/api/forms/submit", "POST", { "Content-Type": "application/json", Cookie: cookie }, body);
  if (answer.status !== 200 || !answer.text.includes("Done")) throw new Error(`${command}: ${answer.status} ${answer.text}`);
  return answer;
}

/** Signs in; the cookie of a new session. */
export async function signIn(agent, base, account) {
  const answer = await submit(agent, base, "", "members.sign_in", { email: account.email, password: account.password });
  return (answer.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
}

/** The value below which so many of a hundred lie. */
export const percentile = (values, hundredth) => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredth) / 100))];
};
