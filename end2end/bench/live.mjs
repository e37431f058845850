// Thousands of live streams open on one node: how long a reply takes to reach them, and what each costs.
import { connect } from "node:net";
import { freshId } from "../support/id.mjs";
import { agent as agentOf, percentile, signIn, submit } from "./client.mjs";
import { memory } from "./process.mjs";

/** Streams of one session: as many as the server keeps open for it. */
const OF_SESSION = 8;
/** Opened at once. */
const AT_ONCE = 100;

/** Opens a stream; `heard` is told each piece of text. Resolves once the stream has begun. */
const stream = (port, thread, cookie, heard) =>
  new Promise((open, failed) => {
    const socket = connect(port, "127.0.0.1");
    let began = false;
    socket.setEncoding("utf8");
    socket.on("connect", () => {
      const cookies = cookie ? `Cookie: ${cookie}\r\n` : "";
      socket.write(`GET /live?t=${thread} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/event-stream\r\n${cookies}\r\n`);
    });
    socket.on("data", (text) => {
      if (!began) {
        if (!text.startsWith("HTTP/1.1 200")) return failed(new Error(text.slice(0, 200)));
        began = true;
        open(socket);
      }
      heard(text);
    });
    socket.on("error", failed);
    socket.on("close", () => !began && failed(new Error("a stream was closed before it began")));
  });

/**
 * Opens `many` streams on a public thread, half of them visitors' and half members', posts replies one after
 * the other, and tells delivery from sending a reply to hearing of it (ms), memory of a connection (kB), and
 * how many of the deliveries there should be arrived.
 */
export async function live(base, pid, account, community, many = 5_000, posts = 40) {
  const port = Number(new URL(base).port);
  const agent = agentOf(4);
  const cookie = await signIn(agent, base, account);
  const thread = freshId();
  const asked = { id: thread, community, kind: "discussion", circle: "public", title: "Mesure du direct", body: "Pour mesurer.", tags: "" };
  await submit(agent, base, cookie, "threads.ask", asked);
  const cookies = Array(Math.ceil(many / 2)).fill("");
  while (cookies.length < many) {
    const session = await signIn(agent, base, account);
    for (let n = 0; n < OF_SESSION && cookies.length < many; n += 1) cookies.push(session);
  }
  const before = memory(pid).own;
  const sent = new Map();
  const delays = [];
  const heard = (text) => {
    const now = performance.now();
    for (const [, reply] of text.matchAll(/"reply":"([0-9A-Za-z]{22})"/g)) {
      if (sent.has(reply)) delays.push(now - sent.get(reply));
    }
  };
  const sockets = [];
  while (sockets.length < many) {
    const next = cookies.slice(sockets.length, sockets.length + AT_ONCE);
    sockets.push(...(await Promise.all(next.map((one) => stream(port, thread, one, heard)))));
  }
  const after = memory(pid).own;
  for (let n = 0; n < posts; n += 1) {
    const reply = freshId();
    sent.set(reply, performance.now());
    await submit(agent, base, cookie, "threads.reply", { thread, id: reply, voice: "lived", body: "Merci à vous." });
    await new Promise((wait) => setTimeout(wait, 500));
  }
  const end = performance.now() + 10_000;
  while (delays.length < posts * many && performance.now() < end) await new Promise((wait) => setTimeout(wait, 100));
  for (const socket of sockets) socket.destroy();
  agent.destroy();
  return {
    many, posts, arrived: delays.length / (posts * many), kilobytes: ((after - before) * 1024) / many,
    p50: percentile(delays, 50), p99: percentile(delays, 99),
  };
}
