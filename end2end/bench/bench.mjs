// `./dev bench`: everything measured in one run on one machine, so that figures compare.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { tenfold, tenth, thread50, threads } from "./data.mjs";
import { live } from "./live.mjs";
import { mixed } from "./mixed.mjs";
import { load, memory, start, stop } from "./process.mjs";
import { replies, syncs } from "./replies.mjs";
import { search } from "./search.mjs";
import { visit } from "./visit.mjs";

const root = resolve(import.meta.dirname, "../..");
const vecu = join(root, "target/release/vecu");
const dump = resolve(root, process.env.VECU_BENCH_DUMP ?? "../shared/data/medquad.jsonl.xz");
const seconds = Number(process.env.VECU_BENCH_SECONDS ?? 8);
// Beside the sources, not in /tmp: there the disk may be memory, and fdatasync free.
const folder = mkdtempSync(join(root, "target", "bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const say = (text) => process.stderr.write(`  … ${text}\n`);
const print = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const round = (value, digits = 2) => value.toFixed(digits);

function settings(engine, name, port) {
  const data = join(folder, `${engine}-${name}`);
  mkdirSync(data, { recursive: true });
  let database = `sqlite:${join(data, "vecu.db")}`;
  if (engine === "postgres") {
    const server = process.env.VECU_TEST_POSTGRES;
    execFileSync("psql", [`${server}/postgres`, "-qc", `CREATE DATABASE bench_${name}`]);
    database = `${server}/bench_${name}`;
  }
  const env = {
    ...process.env, VECU_DATABASE_URL: database, VECU_DATA_DIR: data, VECU_LISTEN: `127.0.0.1:${port}`,
    VECU_PUBLIC_URL: `http://localhost:${port}`, VECU_LIMITS_FACTOR: "1000000", VECU_SITE_ROOT: join(root, "target/site"), VECU_LOG: "error",
  };
  return { database, env, data, base: `http://127.0.0.1:${port}` };
}

/** Imports a dump; records a second. */
function imported(at, file, records) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(vecu, ["import", "--open", file], { env: at.env, cwd: at.data, maxBuffer: 1 << 28 });
  if (status !== 0 && !/refused/.test(stderr.toString())) throw new Error(`import: ${stderr}`);
  return (records * 1000) / (performance.now() - begun);
}

/** Makes the search index; texts a second. */
function indexed(at) {
  const printed = execFileSync(vecu, ["reindex"], { env: at.env, cwd: at.data, stdio: ["ignore", "pipe", "ignore"] }).toString();
  const [, texts, seconds] = printed.match(/(\d+) texts indexed in ([\d.]+) s/);
  return Number(texts) / Number(seconds);
}

// What was copied in SQL is in no index, and making it is not what is measured: no worker there.
// Pages are measured as they are made; those that are kept have a line of their own.
const serve = (at, worker, cache = false) =>
  start(vecu, ["serve"], `${at.base}/readyz`, { env: { ...at.env, VECU_WORKER: String(worker), VECU_PAGE_CACHE: String(cache) }, cwd: at.data });

/** Where the measured pages are. */
async function pages(at) {
  const community = await (await fetch(`${at.base}/c/mesures`)).text();
  const thread = community.match(/href="\/t\/([0-9A-Za-z]{22})/)[1];
  const list = JSON.parse(await (await fetch(`${at.base}/api/communities/list`)).text());
  const largest = process.env.VECU_BENCH_COMMUNITY ?? "genetics";
  if (!JSON.stringify(list).includes(largest)) throw new Error(`no community ${largest}`);
  return [
    ["(a) thread, 50 replies", `/t/${thread}`],
    ["(b) community's list", `/c/${largest}`],
    ["(c) home", "/"],
    ["(d) thread as data", `/api/threads/page?id=${thread}`],
  ].map(([name, path]) => ({ name, path, url: at.base + path }));
}

async function reference() {
  const constant = await start(join(root, "target/constant/release/constant"), ["4200"], "http://127.0.0.1:4200/");
  const figures = load(constant.pid, "http://127.0.0.1:4200/", seconds);
  await stop(constant);
  return figures;
}

async function measured(at, size, constant, worker) {
  const server = await serve(at, worker);
  const rest = memory(server.pid);
  const figures = {};
  for (const { name, url } of await pages(at)) {
    const bytes = (await (await fetch(url)).arrayBuffer()).byteLength;
    const one = load(server.pid, url, seconds);
    figures[name] = one;
    print(at.engine, size, name, bytes, round(one.rate, 0), round(one.p50), round(one.p99), round(one.cpu, 3), round(one.rate / constant.rate, 3));
  }
  const loaded = memory(server.pid);
  return { server, figures, rest, loaded };
}

const notes = [];

/** What a node does that keeps visitors' pages: such a page, a mixed load, thousands of streams. */
async function kept(at, accounts, constant) {
  const server = await serve(at, true, true);
  const [thread, list] = await pages(at);
  const page = load(server.pid, thread.url, seconds);
  notes.push(`${at.engine}: ${thread.name}, kept: ${round(page.rate, 0)}/s, p50 ${round(page.p50)} ms, ${round(page.cpu, 3)} CPU-ms, ${round(page.rate / constant.rate, 3)} of the constant route`);
  const account = accounts.find((one) => one.part === "patient");
  const day = await mixed(at.base, account, "reins-au-quotidien", { thread: thread.path, list: list.path }, seconds);
  for (const [what, { rate, p50, p99 }] of Object.entries(day)) notes.push(`${at.engine}: mixed load, ${what}: ${round(rate, 0)}/s, p50 ${round(p50)} ms, p99 ${round(p99)} ms`);
  const told = await live(at.base, server.pid, account, "reins-au-quotidien");
  notes.push(`${at.engine}: ${told.many} live streams: a reply reaches them in p50 ${round(told.p50, 0)} ms, p99 ${round(told.p99, 0)} ms; ${round(told.arrived * 100, 2)} % of ${told.posts * told.many} arrived; ${round(told.kilobytes, 1)} kB a connection`);
  await stop(server);
}

console.log(`Vécu, ${new Date().toISOString().slice(0, 16)}, ${cpus().length} × ${cpus()[0].model.trim()}; \`./dev bench\``);
const small = join(folder, "small.jsonl");
const own = join(folder, "thread50.jsonl");
say("preparing the data");
await tenth(dump, small);
thread50(own);

console.log("\n| engine | threads | page | bytes | answers/s | p50 ms | p99 ms | CPU-ms | of constant |");
console.log("|---|--:|---|--:|--:|--:|--:|--:|--:|");

const sizes = (process.env.VECU_BENCH_SIZES ?? "small,full,large").split(",");
let port = 4210;
for (const engine of (process.env.VECU_BENCH_ENGINES ?? "sqlite,postgres").split(",")) {
  const bySize = {};
  for (const size of sizes) {
    const at = { ...settings(engine, size, (port += 1)), engine };
    say(`${engine}, ${size}: filling`);
    const accounts = JSON.parse(execFileSync(vecu, ["demo", "--json"], { env: at.env, cwd: at.data }).toString());
    imported(at, own, 60);
    const rate = imported(at, size === "small" ? small : dump, 33_233);
    if (size === "full") notes.push(`${engine}: import of MedQuAD ${round(rate, 0)} records/s`);
    if (size !== "large") {
      const texts = indexed(at);
      if (size === "full") notes.push(`${engine}: search index made at ${round(texts, 0)} texts/s`);
    }
    if (size === "large") tenfold(at.database);
    else if (engine === "sqlite") execFileSync("sqlite3", [at.database.slice(7), "ANALYZE;"]);
    else execFileSync("psql", [at.database, "-qc", "VACUUM ANALYZE"]);
    // In the same minutes as what is held against it: machines change their pace.
    const constant = await reference();
    const count = threads(at.database);
    print(engine, count, "constant", 437383, round(constant.rate, 0), round(constant.p50), round(constant.p99), round(constant.cpu, 3), 1);
    const { server, figures, rest, loaded } = await measured(at, count, constant, size !== "large");
    bySize[size] = { figures, constant };
    if (size === "full") {
      notes.push(`${engine}: memory at rest ${rest.own} MB of its own (${rest.all} MB with mapped files), after load ${loaded.own} MB (${loaded.all} MB)`);
      const found = await search(at.base, dump);
      for (const { kind, count: asked, mrr, ndcg } of found.kinds) notes.push(`${engine}: search, ${asked} questions, ${kind}: MRR ${round(mrr, 3)}, nDCG@10 ${round(ndcg, 3)}`);
      notes.push(`${engine}: search p50 ${round(found.p50, 1)} ms, p95 ${round(found.p95, 1)} ms, p99 ${round(found.p99, 1)} ms`);
      const disk = syncs(folder);
      const account = accounts.find((one) => one.part === "patient");
      const kept = await replies(at.base, account, "reins-au-quotidien", seconds);
      notes.push(`${engine}: ${round(kept, 0)} durable replies/s at 8 connections; the disk's fdatasync ${round(disk, 0)}/s; aim ${round(Math.min(500, 0.6 * disk), 0)}`);
      notes.push(`${engine}: memory after the replies ${memory(server.pid).own} MB of its own`);
      if (engine === "sqlite") {
        const first = await visit(`http://localhost:${port}/`);
        const program = (first.bytes.wasm ?? 0) + (first.bytes.js ?? 0);
        notes.push(`first visit of the home page: ${first.requests} requests, ${JSON.stringify(first.bytes)} bytes; WebAssembly and JS together ${program}; render-blocking: ${first.blocking.join(", ")}`);
      }
    }
    await stop(server);
    if (size === "full") await kept(at, accounts, constant);
    rmSync(at.data, { recursive: true, force: true });
  }
  for (const name of sizes.length < 3 ? [] : Object.keys(bySize.full.figures)) {
    // Each beside the constant route of its own minutes.
    const cost = (size, figure) => bySize[size].figures[name][figure] / bySize[size].constant[figure];
    const growth = (figure) => round(cost("large", figure) / cost("small", figure));
    notes.push(`${engine}: ${name}: cost of a page, 164,070 : 1,640 threads = ${growth("cpu")} (CPU), ${growth("p50")} (p50)`);
  }
}
console.log(`\n${notes.map((note) => `- ${note}`).join("\n")}`);
