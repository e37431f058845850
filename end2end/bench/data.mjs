// What is measured on: real questions, more and fewer of them, and one thread with 50 replies.
import { execFileSync } from "node:child_process";
import { createReadStream, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const SENTENCES = [
  "Chez moi, la fatigue arrive surtout en fin d’après-midi, quand la journée a été longue.",
  "J’en ai parlé à mon équipe de soins, qui a pris le temps de regarder mes derniers résultats avec moi.",
  "Ce qui m’aide : noter trois mots le soir, marcher un peu, et ne pas m’en vouloir les jours sans.",
  "Je ne suis pas soignante ; je raconte seulement ce que je vis depuis quatre ans.",
  "Le plus dur a été d’expliquer à mes proches ce qui ne se voit pas.",
  "Depuis que nous avons changé l’heure, je dors mieux et je me lève sans réveil.",
  "Courage à toi, tu n’es pas seule, et les premières semaines sont les plus longues.",
];

/** A dump with one open community and one thread with 50 replies, of some 100 words each. */
export function thread50(file) {
  const lines = [{ kind: "dump", version: 1, source: "bench", licence: "CC0", locale: "fr" }];
  for (let n = 0; n < 12; n += 1) lines.push({ kind: "member", id: `m${n}`, name: `Mesure ${n}`, role: "patient" });
  lines.push({
    kind: "community", id: "c", slug: "mesures", name: "Mesures", locale: "fr", visibility: "open", host: "m0",
    description: "Ce qui sert à mesurer.",
    charter: { owner: "Mesures", owner_type: "patients", funding: "Rien.", funding_sources: [{ name: "Bénévoles", share: 100, industry: false }], objectives: "Mesurer.", data_use: "Aucun.", moderation: "Aucune." },
  });
  const at = (minute) => new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString();
  const body = (n) => [0, 1, 2, 3, 4, 5].map((step) => SENTENCES[(n + step) % SENTENCES.length]).join(" ");
  lines.push({ kind: "thread", id: "t", community: "c", type: "question", locale: "fr", circle: "public", title: "Comment tenez-vous quand la fatigue dure ?", body: body(0), author: "m0", created: at(0), tags: ["fatigue", "sommeil"] });
  for (let n = 0; n < 50; n += 1) {
    const parent = n % 5 === 4 ? { parent: `r${n - 2}` } : {};
    lines.push({ kind: "reply", id: `r${n}`, thread: "t", ...parent, author: `m${n % 12}`, voice: "lived", body: `${body(n)}\n\n${body(n + 3)}`, created: at(n + 1) });
  }
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
}

/** Every tenth thread of a dump, with everything it needs, into `file`. */
export async function tenth(dump, file) {
  const plain = `${file}.all`;
  execFileSync("sh", ["-c", `xz -dc "$1" > "$2"`, "sh", dump, plain]);
  const kept = [];
  const threads = new Set();
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(plain) })) {
    const record = JSON.parse(line);
    if (record.kind === "thread") {
      count += 1;
      if (count % 10 !== 1) continue;
      threads.add(record.id);
    }
    if (record.kind === "reply" && !threads.has(record.thread)) continue;
    kept.push(line);
  }
  writeFileSync(file, `${kept.join("\n")}\n`);
  execFileSync("rm", [plain]);
}

// Nine copies of every thread and its replies, each a little older than the one before; ids are
// drawn anew, so that the indexes are as scattered as after years of writing.
const COPY = (uuid, tables, moved) => `
CREATE ${tables} copy_thread AS SELECT t.id AS old, n.n AS n, ${uuid} AS new FROM thread t, copies n;
CREATE ${tables} copy_reply AS SELECT r.id AS old, r.thread AS thread, n.n AS n, ${uuid} AS new FROM reply r, copies n;
CREATE UNIQUE INDEX copy_thread_key ON copy_thread (old, n);
CREATE UNIQUE INDEX copy_reply_key ON copy_reply (old, n);
INSERT INTO thread (id, community, author, kind, circle, locale, title, body, html, excerpt, profession, state, lived, professional, created, active)
  SELECT c.new, community, author, kind, circle, locale, title, body, html, excerpt, profession, state, lived, professional, ${moved("created")}, ${moved("active")}
  FROM copy_thread c JOIN thread t ON t.id = c.old;
INSERT INTO reply (id, thread, root, root_created, author, voice, imported, body, html, sources, created)
  SELECT c.new, p.new, c.new, ${moved("root_created")}, author, voice, imported, body, html, 0, ${moved("created")}
  FROM copy_reply c JOIN reply r ON r.id = c.old JOIN copy_thread p ON p.old = c.thread AND p.n = c.n;
INSERT INTO thread_tag (tag, thread, place, created)
  SELECT tag, c.new, place, ${moved("created")} FROM copy_thread c JOIN thread_tag x ON x.thread = c.old;
DROP TABLE copy_thread; DROP TABLE copy_reply; DROP TABLE copies;
ANALYZE;`;

/** Ten times as many threads, by copying in SQL. */
export function tenfold(database) {
  const numbers = "(1),(2),(3),(4),(5),(6),(7),(8),(9)";
  const moved = (column) => `${column} - c.n * 7777777`;
  if (database.startsWith("sqlite:")) {
    const script = `PRAGMA temp_store=FILE;\nBEGIN;\nCREATE TABLE copies (n INTEGER);\nINSERT INTO copies VALUES ${numbers};\n${COPY("randomblob(16)", "TABLE", moved)}\nCOMMIT;\nPRAGMA wal_checkpoint(TRUNCATE);\n`;
    execFileSync("sqlite3", [database.slice("sqlite:".length)], { input: script, stdio: ["pipe", "ignore", "inherit"] });
  } else {
    const script = `BEGIN;\nCREATE TABLE copies (n INTEGER);\nINSERT INTO copies VALUES ${numbers};\n${COPY("gen_random_uuid()", "TABLE", moved)}\nCOMMIT;\nVACUUM ANALYZE;\nCHECKPOINT;\n`;
    execFileSync("psql", [database, "-q", "-v", "ON_ERROR_STOP=1"], { input: script, stdio: ["pipe", "ignore", "inherit"] });
  }
}

/** How many threads there are. */
export function threads(database) {
  const count = "SELECT COUNT(*) FROM thread";
  const printed = database.startsWith("sqlite:")
    ? execFileSync("sqlite3", [database.slice("sqlite:".length), count])
    : execFileSync("psql", [database, "-tAc", count]);
  return Number(printed.toString().trim());
}
