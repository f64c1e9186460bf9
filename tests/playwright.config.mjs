// One server for the areas worker and browser; faults and hostile start their own where they have to.
import { defineConfig } from "@playwright/test";

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
  // Two browsers and the server share what may be two cores: what came too late is tried once more, and reported as flaky.
  retries: 1,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: process.env.FORTHRIGHT_URL,
    launchOptions: {
      executablePath: process.env.FORTHRIGHT_CHROMIUM,
      args: [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ],
    },
    trace: "off",
    screenshot: "off",
  },
});
