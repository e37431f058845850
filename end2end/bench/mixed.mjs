// A day in one minute: many read, some write, all at once.
import { freshId } from "../support/id.mjs";
import { agent as agentOf, ask, percentile, signIn, submit } from "./client.mjs";

/** So many at once. */
const CONNECTIONS = 16;
/** One in so many writes. */
const WRITES = 10;

/**
 * Nine of ten read (as members and as visitors: threads, lists, feed, search), one replies. Answers a second,
 * p50 and p99 of reading and of writing in ms.
 */
export async function mixed(base, account, community, pages, seconds = 8) {
  const agent = agentOf(CONNECTIONS);
  const cookie = await signIn(agent, base, account);
  const threads = Array.from({ length: 4 }, freshId);
  const asked = { community, kind: "discussion", circle: "public", title: "Une journée ordinaire", body: "Pour mesurer.", tags: "" };
  for (const id of threads) await submit(agent, base, cookie, "threads.ask", { ...asked, id });
  const member = { Cookie: cookie };
  const reads = [
    (n) => ["/feed", member, n],
    (n) => [`/t/${threads[n % threads.length]}`, member],
    (n) => [`/t/${threads[n % threads.length]}`, {}],
    () => [pages.thread, member],
    () => [pages.thread, {}],
    () => [pages.list, {}],
    () => [pages.list, member],
    () => ["/", {}],
    (n) => [`/search?q=${["insulin", "blood+pressure", "dialysis", "fatigue"][n % 4]}`, member],
  ];
  const took = { read: [], write: [] };
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, one) => {
      for (let n = one; performance.now() < end; n += 1) {
        const begun = performance.now();
        if (n % WRITES === 0) {
          const thread = threads[one % threads.length];
          await submit(agent, base, cookie, "threads.reply", { thread, id: freshId(), voice: "lived", body: "Merci, je le note." });
          took.write.push(performance.now() - begun);
        } else {
          const [path, headers] = reads[n % reads.length](n);
          const { status } = await ask(agent, base, path, "GET", headers);
          if (status !== 200) throw new Error(`${path}: ${status}`);
          took.read.push(performance.now() - begun);
        }
      }
    }),
  );
  agent.destroy();
  const figures = (values) => ({ rate: values.length / seconds, p50: percentile(values, 50), p99: percentile(values, 99) });
  return { read: figures(took.read), write: figures(took.write) };
}
