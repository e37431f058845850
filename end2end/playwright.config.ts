import { defineConfig } from "@playwright/test";

// Two servers, one per engine; every journey runs on both, but those named `@once`, for which the
// engine makes no difference and time does. `./dev test` builds the servers first.
const engines = [
  { name: "sqlite", port: 4101 },
  { name: "postgres", port: 4102 },
] as const;

export const launchOptions = {
  executablePath: process.env.CHROMIUM,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
};

// Service workers fetch the whole program at once; only the journeys about them (`device`) let them.
export default defineConfig({
  testDir: "journeys",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  forbidOnly: !!process.env.CI,
  use: { locale: "fr-FR", timezoneId: "Europe/Paris", launchOptions, serviceWorkers: "block", trace: "retain-on-failure" },
  projects: engines.map(({ name, port }) => ({
    name,
    use: { baseURL: `http://localhost:${port}` },
    ...(name === "sqlite" ? {} : { grepInvert: /@once/ }),
  })),
  webServer: engines.map(({ name, port }) => ({
    command: `node support/serve.mjs ${name} ${port}`,
    url: `http://localhost:${port}/readyz`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: "ignore" as const,
    stderr: "pipe" as const,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
  })),
});
