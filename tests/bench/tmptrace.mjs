import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
import { address, contenders, serve } from "./contenders.mjs";
const ARGS = ["--headless","--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"];
const server = await serve();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGS });
const which = process.argv[2] ?? "Forthright";
const mode = process.argv[3] ?? "first";
const c = contenders.find((c) => c.name === which);
for (let i = 0; i < 3; i++) {
const context = await browser.newContext({ viewport: { width: 412, height: 915 } });
let page = await context.newPage();
let cdp = await context.newCDPSession(page);
const RATE = 4;
await cdp.send("Emulation.setCPUThrottlingRate", { rate: RATE });
const rest = (ms) => new Promise((r) => setTimeout(r, ms));
const clickIt = async () => { const box = await page.locator(c.banner).getByRole("button", { name: /accept/i }).first().boundingBox(); await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2); await rest(400); await page.mouse.down(); await rest(80); await page.mouse.up(); await rest(600); };
if (mode === "next") { await page.goto(server.url + address(c.name)); await rest(1500); await clickIt(); await page.close(); page = await context.newPage(); cdp = await context.newCDPSession(page); await cdp.send("Emulation.setCPUThrottlingRate", { rate: RATE }); }
if (mode === "click") { await page.goto(server.url + address(c.name)); await rest(1500); }
await browser.startTracing(page, { path: "/tmp/trace.json", categories: ["devtools.timeline", "v8", "blink.user_timing", "disabled-by-default-v8.compile", "disabled-by-default-devtools.timeline", "loading", "blink", "mojom","toplevel"] });
if (mode === "click") await clickIt(); else { await page.goto(server.url + address(c.name)); await rest(1500); }
await browser.stopTracing();
const { traceEvents: ev } = JSON.parse(readFileSync("/tmp/trace.json", "utf8"));
const main = ev.find((e) => e.name === "thread_name" && e.args.name === "CrRendererMain" && ev.some((x) => x.pid === e.pid && x.name === "EvaluateScript" && /embed|config|cookieconsent|page/.test(x.args?.data?.url ?? "")) ) ?? ev.find((e) => e.name === "thread_name" && e.args.name === "CrRendererMain" && ev.some((x) => x.pid === e.pid && (x.name === "EvaluateScript"||x.name==="FunctionCall")));
const list = ev.filter((e) => e.pid === main.pid && e.tid === main.tid && e.ph === "X" && e.dur > 300).sort((a, b) => a.ts - b.ts);
const t0 = list[0]?.ts ?? 0;
const stack = [];
console.log("=== run", i, which, mode);
for (const e of list) {
  while (stack.length && stack.at(-1) <= e.ts) stack.pop();
  const d = e.args?.data ?? {};
  console.log(" ".repeat(stack.length * 2) + ((e.ts - t0) / 1000).toFixed(1).padStart(8), (e.dur / 1000).toFixed(2), e.name, (d.url ?? d.functionName ?? d.type ?? e.args?.info ?? e.args?.fileName ?? "").toString().slice(-60), d.functionName ?? "");
  stack.push(e.ts + e.dur);
}
await context.close();
}
await browser.close(); server.close();
