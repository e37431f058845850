// House rules that no compiler checks: prints what breaks them, fails when anything does.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const LINES = 330;
const crates = ["domain", "store", "service", "app", "frontend", "server"];
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const broken = [];
let checked = 0;

for (const crate of crates) {
  for (const file of [...walk(join(crate, "src"))].filter((name) => name.endsWith(".rs"))) {
    const text = readFileSync(file, "utf8");
    checked += 1;
    const lines = text.split("\n").length;
    if (lines > LINES) broken.push(`${file}: ${lines} lines; a file has one subject and at most ${LINES} lines`);
    if (!text.startsWith("//!")) broken.push(`${file}: begins with a sentence (//!) that a newcomer understands`);
    if (crate === "app") {
      if (/<textarea/.test(text) && !file.endsWith("forms/fields.rs"))
        broken.push(`${file}: <textarea> is not escaped on the server; use forms::TextArea`);
      if (/\sstyle[=:]/.test(text.replace(/\/\/.*$/gm, "")) && /view!/.test(text))
        broken.push(`${file}: style attributes are blocked by the content security policy`);
      if (/serde_json::from_str\b/.test(text.split(/#\[cfg\((all\()?test/)[0]))
        broken.push(`${file}: read with json::read; each other way doubles every shape in the browser's program`);
      if (/\b(sqlx|store)::/.test(text)) broken.push(`${file}: pages do not speak to the store`);
    }
    if (crate === "service" && /\b(leptos|axum)::/.test(text)) broken.push(`${file}: use cases know no web framework`);
    if (crate === "domain" && /\b(tokio|sqlx|leptos)::/.test(text)) broken.push(`${file}: the domain is pure`);
  }
}
// A test that does not run proves nothing.
for (const file of [...walk("end2end/journeys"), ...crates.flatMap((crate) => walk(crate))]) {
  if (/\.ts$/.test(file) && /\btest(\.describe)?\.(skip|fixme|only)\(/.test(readFileSync(file, "utf8"))) broken.push(`${file}: a test is left out`);
  if (/\.rs$/.test(file) && /^\s*#\[ignore/m.test(readFileSync(file, "utf8"))) broken.push(`${file}: a test is left out`);
}
// No arrow runs up: what each floor may name in its manifest.
const below = { domain: [], store: ["domain"], service: ["domain", "store"], app: ["domain", "service"], frontend: ["app"], server: ["app", "service", "store", "domain"] };
for (const crate of crates) {
  const manifest = readFileSync(join(crate, "Cargo.toml"), "utf8");
  for (const other of crates.filter((name) => name !== crate && !below[crate].includes(name))) {
    if (new RegExp(`^${other} = `, "m").test(manifest)) broken.push(`${crate}/Cargo.toml: must not use ${other}`);
  }
}
// A migration is two files with one number and name.
const names = (engine) => readdirSync(join("store/migrations", engine)).sort().join(" ");
if (names("sqlite") !== names("postgres")) broken.push("store/migrations: the two folders hold different files");

for (const line of broken) console.error(line);
console.log(`house rules: ${checked} files checked, ${broken.length} broken rules`);
process.exit(broken.length ? 1 : 0);
