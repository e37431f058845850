// The interface for programs is what its description says: schemathesis reads the description from a real
// server with the demo and tries every operation, every check that it has, with what fits and what does not.
//
//   SCHEMATHESIS=…/bin/st node end2end/checks/api_check.mjs
//
// `API_EXAMPLES` (60): how many requests each operation is tried with; `VECU_BINARY`: the program.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "vecu-api-"));
const port = await new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
const site = `http://localhost:${port}`;
const env = {
  ...process.env,
  VECU_DATABASE_URL: `sqlite://${join(folder, "vecu.db")}`,
  VECU_DATA_DIR: folder,
  VECU_LISTEN: `127.0.0.1:${port}`,
  VECU_PUBLIC_URL: site,
  VECU_LIMITS_FACTOR: "100000",
  VECU_SITE_ROOT: join(root, "target/site"),
  VECU_LOG: "warn",
};
const binary = process.env.VECU_BINARY ?? join(root, "target/debug/vecu");
const accounts = JSON.parse(execFileSync(binary, ["demo", "--json"], { env, cwd: folder }).toString());
const server = spawn(binary, ["serve"], { env, cwd: folder, stdio: ["ignore", "inherit", "inherit"] });

/** Carries a form's command out; the cookies that come back. */
async function submit(command, fields, cookies = "") {
  const answer = await fetch(`${site}/api/forms/submit`, {
    method: "POST",
    headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie: cookies },
    body: JSON.stringify({ command, fields }),
  });
  if (!answer.ok) throw new Error(`${command}: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
}

/** A token of the demo's patient, who belongs to communities. */
async function token() {
  const { email, password } = accounts.find((account) => account.part === "patient");
  const session = await submit("members.sign_in", [["email", email], ["password", password]]);
  const asked = [["name", "Essais"], ["scopes", "read"], ["scopes", "write"], ["lasts", "30"], ["password_current", password]];
  const made = await submit("tokens.make", asked, session.join("; "));
  return made.find((cookie) => cookie.startsWith("vecu_made=")).slice("vecu_made=".length);
}

async function ready() {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await fetch(`${site}/readyz`).then((answer) => answer.ok, () => false)) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error("the server does not answer");
}

let status = 1;
try {
  await ready();
  const tried = spawnSync(
    process.env.SCHEMATHESIS ?? "schemathesis",
    [
      "--config-file", join(import.meta.dirname, "schemathesis.toml"),
      "run", `${site}/api/v1/openapi.json`,
      "--header", `Authorization: Bearer ${await token()}`,
      "--checks", "all", "--seed", "20261122", "--max-examples", process.env.API_EXAMPLES ?? "60",
      "--request-timeout", "20", "--no-shrink",
    ],
    { stdio: "inherit", cwd: folder, env: { ...process.env, PYTHONHASHSEED: "0" } },
  );
  status = tried.status ?? 1;
} finally {
  server.kill("SIGTERM");
  await new Promise((ended) => server.once("exit", ended));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
