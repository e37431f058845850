// Starts the real server for the journeys: a fresh database with the demo in it, and an
// administrator; says in a file which accounts there are. `node serve.mjs sqlite|postgres PORT`.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [engine, port] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const folder = resolve(import.meta.dirname, "../.tmp", engine);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

let database = `sqlite:${join(folder, "vecu.db")}`;
if (engine === "postgres") {
  const server = process.env.VECU_TEST_POSTGRES;
  if (!server) throw new Error("VECU_TEST_POSTGRES is not set: run ./dev test browser");
  const name = `vecu_journeys_${process.pid}`;
  execFileSync("psql", [`${server}/postgres`, "-qc", `CREATE DATABASE ${name}`], { stdio: "inherit" });
  database = `${server}/${name}`;
}
const env = {
  ...process.env,
  VECU_DATABASE_URL: database,
  VECU_DATA_DIR: folder,
  VECU_LISTEN: `127.0.0.1:${port}`,
  VECU_PUBLIC_URL: `http://localhost:${port}`,
  VECU_LIMITS_FACTOR: "1000",
  // A journey signs in once and administers later.
  VECU_PROOF_MINUTES: "240",
  // `support/provider.ts` answers there, while a journey needs it.
  VECU_PRO_SANTE_ISSUER: `http://127.0.0.1:${Number(port) + 10}`,
  VECU_PRO_SANTE_AUTHORIZATION_URL: `http://127.0.0.1:${Number(port) + 10}/auth`,
  VECU_PRO_SANTE_CLIENT_ID: "vecu",
  VECU_PRO_SANTE_CLIENT_SECRET: "carabistouille-des-essais",
  VECU_SITE_ROOT: join(root, "target/site"),
  VECU_LOG: process.env.VECU_LOG ?? "warn",
};
const binary = process.env.VECU_BINARY ?? join(root, "target/debug/vecu");
const accounts = JSON.parse(execFileSync(binary, ["demo", "--json"], { env, cwd: folder }).toString());
const second = { part: "second administrator", pseudonym: "Essai Admin", email: "essai@demo.invalid", password: "cheval brouette nuage tambour" };
execFileSync(binary, ["admin", "create", "--pseudonym", second.pseudonym, "--email", second.email], {
  env: { ...env, VECU_ADMIN_PASSWORD: second.password }, cwd: folder, stdio: ["ignore", "ignore", "inherit"],
});
writeFileSync(join(folder, "accounts.json"), JSON.stringify([...accounts, second]));
const server = spawn(binary, ["serve"], { env, cwd: folder, stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => server.kill("SIGTERM"));
server.on("exit", (code) => process.exit(code ?? 0));
