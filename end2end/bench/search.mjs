// How well and how fast search finds: questions made from the imported ones in three ways, each with the
// threads that answer it (the same disease and the same side of it).
import { execFileSync } from "node:child_process";
import { createInterface } from "node:readline";
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agent, ask } from "./client.mjs";

/** What people call a side of a disease, in a word and in a sentence. */
const SIDES = {
  symptoms: ["signs", "how one notices it, what the signs are"],
  treatment: ["treatments", "how it is treated, which treatments there are"],
  inheritance: ["inherited", "whether it is inherited and my children can get it"],
  causes: ["cause", "what causes it"],
  "exams and tests": ["diagnosis", "how doctors diagnose it, with which exams"],
  outlook: ["prognosis outlook", "what the outlook is in the long run"],
  prevention: ["prevent", "how to prevent it"],
  "genetic changes": ["gene", "which genes and genetic changes are related to it"],
};
/** How people tell it: the name of the disease and what they want to know stand anywhere. */
const RAMBLING = [
  (name, sentence) =>
    `Hello everybody, I am new here and I hope this is the right place. My mother, who is seventy-one and lives alone, was told last month that she has ${name}. ` +
    `The doctor spoke very fast and I did not dare to ask again. Since then I have been sleeping badly and reading everything I can. ` +
    `Could somebody please tell me, in simple words, ${sentence}? Thank you so much for reading me to the end, and courage to all of you.`,
  (name, sentence) =>
    `So here is my story, sorry it is long. After three winters of blood tests, two scans and a specialist who was on holiday, the letter came on a Tuesday and it says ${name}. ` +
    `My husband laughs and says do not google it, but I work nights at the bakery and there is nothing else to do at four in the morning. ` +
    `Nobody at the hospital explained ${sentence}. My appointment is in June. Any experience from you would help me breathe a bit.`,
  (name, sentence) =>
    `I would like to know ${sentence}. It is for my grandson who plays football and wants to be a firefighter, his parents do not tell me much because they think I worry, and they are right. ` +
    `He was always tired at school and the teacher noticed first. Now they travel to the university clinic every six weeks with the train. ` +
    `What I understood on the telephone is ${name}, but I may have written it down wrongly. Kind regards from an old lady.`,
];

/** Changes two letters about in the longest word: a typing error as thumbs make them. */
function mistyped(name) {
  const words = name.split(" ");
  const longest = words.reduce((best, word, place) => (word.length > words[best].length ? place : best), 0);
  const word = words[longest];
  const at = Math.floor(word.length / 2);
  words[longest] = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  return words.join(" ");
}

const plain = (text) => text.replace(/\s+/gu, " ").trim();

/** At least 100 questions with the titles that answer them. */
async function questions(dump) {
  const folder = mkdtempSync(join(tmpdir(), "vecu-search-"));
  const file = join(folder, "dump.jsonl");
  execFileSync("sh", ["-c", `xz -dc "$1" > "$2"`, "sh", dump, file]);
  const answers = new Map();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const record = JSON.parse(line);
    if (record.kind !== "thread" || record.tags.length < 2) continue;
    const key = record.tags.slice(0, 2).join(" | ");
    answers.set(key, [...(answers.get(key) ?? []), plain(record.title)]);
  }
  rmSync(folder, { recursive: true });
  const chosen = [...answers].filter(([key]) => {
    const [name, side] = key.split(" | ");
    return side in SIDES && name.length >= 6 && name.split(" ").length <= 5;
  });
  const step = Math.floor(chosen.length / 120);
  return chosen.filter((_, place) => place % step === 0).slice(0, 120).flatMap(([key, titles], place) => {
    const [name, side] = key.split(" | ");
    const [word, sentence] = SIDES[side];
    return [
      { kind: "words", q: `${name} ${word}`, titles },
      { kind: "mistyped", q: `${mistyped(name)} ${word}`, titles },
      { kind: "rambling", q: RAMBLING[place % RAMBLING.length](name, sentence), titles },
    ];
  });
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** For each kind of question: how many, MRR and nDCG@10; then the times of all, in ms. */
export async function search(base, dump) {
  const asked = await questions(dump);
  const kinds = {};
  const times = [];
  const kept = agent(1);
  for (const { kind, q, titles } of asked) {
    const path = `/api/search/find?q=${encodeURIComponent(q)}&community=&kind=&answered=&voice=&since=&page=0`;
    const begun = performance.now();
    const answer = await ask(kept, base, path);
    times.push(performance.now() - begun);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    const page = JSON.parse(answer.text);
    const hits = page.found.slice(0, 10).map((one) => titles.includes(plain(one.thread.title)));
    const first = hits.indexOf(true);
    const gain = hits.reduce((sum, hit, place) => sum + (hit ? 1 / Math.log2(place + 2) : 0), 0);
    const best = titles.slice(0, 10).reduce((sum, _, place) => sum + 1 / Math.log2(place + 2), 0);
    const figures = (kinds[kind] ??= { mrr: [], ndcg: [] });
    figures.mrr.push(first < 0 ? 0 : 1 / (first + 1));
    figures.ndcg.push(gain / best);
  }
  times.sort((one, other) => one - other);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  return {
    kinds: Object.entries(kinds).map(([kind, { mrr, ndcg }]) => ({ kind, count: mrr.length, mrr: mean(mrr), ndcg: mean(ndcg) })),
    p50: at(0.5), p95: at(0.95), p99: at(0.99),
  };
}
