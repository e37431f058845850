// Processes that are measured: started, loaded, their CPU time and memory read from /proc.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const TICKS = Number(execFileSync("getconf", ["CLK_TCK"]).toString());

/** CPU time a process has used, in milliseconds (user and system). */
export function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/** Memory of a process in MB: `own` is its own, `all` counts mapped files too. */
export function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name) => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 102.4) / 10;
  return { own: megabytes("RssAnon"), all: megabytes("VmRSS") };
}

const running = new Set();
// A run that ends by an error leaves no server behind to hold the next one's port.
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** Starts a server and waits until it answers at `url`. */
export async function start(command, args, url, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"], ...options });
  let exited = false;
  running.add(child);
  child.on("exit", () => {
    exited = true;
    running.delete(child);
  });
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (exited) throw new Error(`${command} ended before it answered`);
    try {
      const answered = (await fetch(url)).ok;
      // Another process may hold the port: then ours has ended, or is about to.
      await new Promise((wait) => setTimeout(wait, 100));
      if (answered && !exited) return child;
    } catch {
      // Not listening yet.
    }
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`${command} does not answer at ${url}`);
}

export const stop = (child) =>
  new Promise((done) => {
    child.on("exit", done);
    child.kill("SIGTERM");
  });

const milliseconds = (text) => {
  const [, value, unit] = text.match(/([\d.]+)(us|ms|s|m)/);
  return Number(value) * { us: 0.001, ms: 1, s: 1000, m: 60_000 }[unit];
};

/** Loads an address with 16 connections: answers a second, p50 and p99 in ms, CPU-ms an answer. */
export function load(pid, url, seconds = 8) {
  execFileSync("wrk", ["-t1", "-c16", "-d2s", url]);
  const before = cpu(pid);
  const printed = execFileSync("wrk", ["-t1", "-c16", `-d${seconds}s`, "--latency", url]).toString();
  const spent = cpu(pid) - before;
  if (/Non-2xx/.test(printed)) throw new Error(`${url}: ${printed}`);
  const requests = Number(printed.match(/(\d+) requests in/)[1]);
  return {
    rate: Number(printed.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    p50: milliseconds(printed.match(/^\s+50%\s+(\S+)/m)[1]),
    p99: milliseconds(printed.match(/^\s+99%\s+(\S+)/m)[1]),
    cpu: spent / requests,
  };
}
