// How many replies a second are kept for good, beside what the disk can do at all.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { freshId } from "../support/id.mjs";

/** Blocks of 4 KiB written and made to last, a second, one after the other. */
export function syncs(folder, seconds = 3) {
  const file = join(folder, "fdatasync");
  const handle = openSync(file, "w");
  const block = Buffer.alloc(4096, 1);
  const end = performance.now() + seconds * 1000;
  let count = 0;
  while (performance.now() < end) {
    writeSync(handle, block);
    fdatasyncSync(handle);
    count += 1;
  }
  closeSync(handle);
  rmSync(file);
  return count / seconds;
}

const ask = (agent, base, path, method, headers, body) =>
  new Promise((done, failed) => {
    const asked = request(`${base}${path}`, { agent, method, headers: { "Sec-Fetch-Site": "same-origin", ...headers } }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on("error", failed);
    asked.end(body);
  });

const submit = (agent, base, cookie, command, fields) =>
  ask(agent, base, "/api/forms/submit", "POST", { "Content-Type": "application/json", Cookie: cookie }, JSON.stringify({ command, fields: Object.entries(fields) }));

/** Replies a second through the door of hydrated forms: 8 connections, each answer awaited before the next reply. */
export async function replies(base, account, community, seconds = 8) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const done = async (command, fields, cookie = "") => {
    const answer = await submit(agent, base, cookie, command, fields);
    if (answer.status !== 200 || !answer.text.includes("Done")) throw new Error(`${command}: ${answer.status} ${answer.text}`);
    return answer;
  };
  const signedIn = await done("members.sign_in", { email: account.email, password: account.password });
  const cookie = (signedIn.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
  const threads = Array.from({ length: 8 }, freshId);
  for (const id of threads) {
    await done("threads.ask", { id, community, kind: "discussion", circle: "members", title: "Mesure des réponses", body: "Une discussion pour mesurer.", tags: "" }, cookie);
  }
  let count = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    threads.map(async (thread) => {
      while (performance.now() < end) {
        await done("threads.reply", { thread, id: freshId(), voice: "lived", body: "Merci, cela m’aide beaucoup. Je le note pour mon prochain rendez-vous." }, cookie);
        count += 1;
      }
    }),
  );
  agent.destroy();
  return count / seconds;
}
