// The real thing: `cargo xtask up` on a port and a state of its own. FORTHRIGHT_XTASK is the built command.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The folder of our own pages' assets, as the build named it. */
export const assets = () => `/assets/${JSON.parse(readFileSync(join(root, "dist/assets.json"), "utf8")).own}`;

export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

/** @param {{state?: string, env?: Record<string, string>}} [options] */
export async function startServer({ state = mkdtempSync(join(tmpdir(), "forthright-")), env = {} } = {}) {
  const port = await freePort();
  const command = process.env.FORTHRIGHT_XTASK;
  if (!command) throw new Error("Run the tests with `cargo xtask test`.");
  const child = spawn(command, ["up", "--port", String(port), "--state", state], {
    cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env },
  });
  return watch(child, port, state);
}

/** The Worker with the production configuration, nothing local handed in; some variables may be. @param {Record<string, string>} [variables] */
export const startProduction = (variables = {}) =>
  startWrangler(join(root, "functions"), mkdtempSync(join(tmpdir(), "forthright-production-")), undefined,
    Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]));

/** Another Worker. @param {string} cwd @param {string} state @param {string} [alive] @param {string[]} [more] */
export async function startWrangler(cwd, state, alive, more = []) {
  const port = await freePort();
  const child = spawn(
    "node",
    ["--no-warnings", join(root, "node_modules/wrangler/wrangler-dist/cli.js"), "dev", "--ip", "127.0.0.1",
      "--port", String(port), "--persist-to", state, "--inspector-port", "0", "--show-interactive-dev-session", "false", ...more],
    { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" } },
  );
  return watch(child, port, state, alive);
}

/** @param {import("node:child_process").ChildProcess} child @param {number} port @param {string} state @param {string} [alive] */
async function watch(child, port, state, alive = "/healthz") {
  let said = "";
  child.stdout?.on("data", (data) => { said += data; });
  child.stderr?.on("data", (data) => { said += data; });
  const url = `http://127.0.0.1:${port}`;
  const server = {
    url, state, port,
    log: () => said,
    /** @param {{clean?: boolean, signal?: NodeJS.Signals}} [how] */
    async stop({ clean = false, signal = "SIGTERM" } = {}) {
      const ended = child.exitCode !== null || new Promise((resolve) => child.once("exit", resolve));
      try { process.kill(-(child.pid ?? 0), signal); } catch { /* gone already */ }
      const late = setTimeout(() => { try { process.kill(-(child.pid ?? 0), "SIGKILL"); } catch { /* gone */ } }, 8000);
      await ended;
      clearTimeout(late);
      if (clean) rmSync(state, { recursive: true, force: true });
    },
  };
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${said}`);
    try {
      if ((await fetch(`${url}${alive}`, { signal: AbortSignal.timeout(2000) })).ok) return server;
    } catch { /* not yet */ }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await server.stop({ signal: "SIGKILL" });
  throw new Error(`The server did not come up:\n${said}`);
}
