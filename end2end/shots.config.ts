// The screenshots of the README: `./dev shots` writes docs/screenshots from the demo.
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

export default defineConfig({
  ...journeys,
  testDir: "shots",
  workers: 1,
  projects: journeys.projects?.filter(({ name }) => name === "sqlite"),
  webServer: Array.isArray(journeys.webServer) ? journeys.webServer.slice(0, 1) : journeys.webServer,
});
