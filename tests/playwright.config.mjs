// One server for the areas worker and browser; faults and hostile start their own where they have to.
import { defineConfig } from "@playwright/test";
import { ARGUMENTS } from "./chromium.mjs";

const projects = ["worker", "browser", "faults", "hostile"].map((name) => ({ name, testDir: name }));

export default defineConfig({
  projects,
  testDir: ".",
  testMatch: "**/*.spec.mjs",
  globalSetup: "./setup.mjs",
  outputDir: "../test-results",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // What holds holds at the first try. Two browsers and the server share what may be two cores, so a journey waits for
  // what it needs and as long as that may take, never for a time.
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: process.env.FORTHRIGHT_URL,
    launchOptions: {
      executablePath: process.env.FORTHRIGHT_CHROMIUM,
      args: ARGUMENTS,
    },
    trace: "off",
    screenshot: "off",
  },
});
