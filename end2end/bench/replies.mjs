// How many replies a second are kept for good, beside what the disk can do at all.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { freshId } from "../support/id.mjs";
import { agent as agentOf, signIn, submit } from "./client.mjs";

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

/** Replies a second through the door of hydrated forms: 8 connections, each answer awaited before the next reply. */
export async function replies(base, account, community, seconds = 8) {
  const agent = agentOf(8);
  const cookie = await signIn(agent, base, account);
  const done = (command, fields) => submit(agent, base, cookie, command, fields);
  const threads = Array.from({ length: 8 }, freshId);
  for (const id of threads) {
    await done("threads.ask", { id, community, kind: "discussion", circle: "members", title: "Mesure des réponses", body: "Une discussion pour mesurer.", tags: "" });
  }
  let count = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    threads.map(async (thread) => {
      while (performance.now() < end) {
        await done("threads.reply", { thread, id: freshId(), voice: "lived", body: "Merci, cela m’aide beaucoup. Je le note pour mon prochain rendez-vous." });
        count += 1;
      }
    }),
  );
  agent.destroy();
  return count / seconds;
}
