// @ts-check
// Google Tag Manager's template (www/packages/gtm/template.tpl). Tag Manager itself is not to be had, so what its documentation
// says of the format and of sandboxed JavaScript is imitated here: the file is read as it would be imported, its own tests run, each
// call is checked against the permissions it declares, and it runs in a page with the real loader if the desk is there.
//
//   node tests/hosts/gtm.mjs          FORTHRIGHT_URL (http://127.0.0.1:8787) is where the desk is
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { end, open, tried, until } from "./journey.mjs";

const DESK = process.env.FORTHRIGHT_URL ?? "http://127.0.0.1:8787";
const text = readFileSync(new URL("../../www/packages/gtm/template.tpl", import.meta.url), "utf8");

/** @type {Record<string, string>} */
const sections = {};
const marks = [...text.matchAll(/^___([A-Z_]+)___$/gm)];
marks.forEach((mark, at) => { sections[mark[1]] = text.slice((mark.index ?? 0) + mark[0].length, marks[at + 1]?.index).trim(); });
const CODE = sections.SANDBOXED_JS_FOR_WEB_TEMPLATE;

await tried("the sections are those of a tag template, in their order", () =>
  assert.deepEqual(Object.keys(sections), ["TERMS_OF_SERVICE", "INFO", "TEMPLATE_PARAMETERS", "SANDBOXED_JS_FOR_WEB_TEMPLATE", "WEB_PERMISSIONS", "TESTS", "NOTES"]));

const info = JSON.parse(sections.INFO);
/** @type {any[]} */
const parameters = JSON.parse(sections.TEMPLATE_PARAMETERS).flatMap((/** @type {any} */ one) => one.subParams ?? [one]);
/** @type {any[]} */
const permissions = JSON.parse(sections.WEB_PERMISSIONS);
await tried("it is a tag for web containers, and every field has a kind and a name", () => {
  assert.deepEqual([info.type, info.containerContexts, info.securityGroups], ["TAG", ["WEB"], []]);
  for (const one of parameters) assert.ok(["TEXT", "CHECKBOX"].includes(one.type) && /^[a-zA-Z]+$/.test(one.name) && one.simpleValueType === true, one.name);
});

/** @param {string} name @param {string} value */
const isValid = (name, value) =>
  parameters.find((one) => one.name === name).valueValidators.every((/** @type {any} */ v) => (v.type === "NON_EMPTY" ? value !== "" : new RegExp(v.args[0]).test(value)));
await tried("fields take what is good and refuse what is not", () => {
  for (const good of ["https://privacy.example.ac.uk", "https://privacy.example.ac.uk/"]) assert.ok(isValid("origin", good), good);
  for (const bad of ["", "http://privacy.example.ac.uk", "javascript:alert(1)", "https://a.example/x", "https://a@b.example", "https://a.example?x", "https://a.example\nb", "https://localhost"]) assert.ok(!isValid("origin", bad), bad);
  assert.ok(isValid("site", "library") && !isValid("site", "A b") && !isValid("site", "") && isValid("eventName", "") && !isValid("eventName", "a b"));
});

/** What a value of the permissions' own notation says. @param {any} value @returns {any} */
const plain = (value) =>
  value.type === 1 ? value.string : value.type === 8 ? value.boolean : value.type === 2 ? value.listItem.map(plain)
    : Object.fromEntries(value.mapKey.map((/** @type {any} */ key, /** @type {number} */ at) => [plain(key), plain(value.mapValue[at])]));
/** @type {Record<string, any>} */
const allowed = Object.fromEntries(permissions.map(({ instance }) => [instance.key.publicId, plain(instance.param[0].value)]));
const isGlobal = (/** @type {string} */ key, /** @type {string} */ use) => allowed.access_globals.some((/** @type {any} */ one) => one.key === key && one[use]);
const isConsent = (/** @type {Record<string, any>} */ states) =>
  Object.keys(states).filter((type) => !["wait_for_update", "region"].includes(type)).every((type) => allowed.access_consent.some((/** @type {any} */ one) => one.consentType === type && one.write));
const isUrl = (/** @type {string} */ url) => {
  const { protocol, host, pathname } = new URL(url);
  return allowed.inject_script.some((/** @type {string} */ pattern) => {
    const [, at, path] = /^https:\/\/([^/]+)(\/.*)$/.exec(pattern) ?? [];
    return protocol === "https:" && (at === "*" || at === host) && (path.endsWith("*") ? pathname.startsWith(path.slice(0, -1)) : pathname === path);
  });
};
/** What each call needs. @type {Record<string, (...given: any[]) => boolean>} */
const NEEDS = {
  callInWindow: (path) => isGlobal(path, "execute"),
  copyFromWindow: (path) => isGlobal(path, "read"),
  createQueue: (path) => isGlobal(path, "read") && isGlobal(path, "write"),
  setDefaultConsentState: isConsent,
  updateConsentState: isConsent,
  gtagSet: (values) => Object.keys(values).every((key) => allowed.write_data_layer.includes(key)),
  injectScript: isUrl,
  logToConsole: () => "logging" in allowed,
};
const FREE = ["encodeUriComponent", "getType", "makeInteger", "queryPermission", "callLater"];

await tried("the code is within sandboxed JavaScript, and asks for nothing it does not need", () => {
  // ECMAScript 5.1 with arrow functions, const and let; nothing of the browser's.
  const bare = CODE.replaceAll(/\/\/.*$/gm, "").replaceAll(/'[^'\n]*'/g, "''");
  for (const word of ["new", "this", "try", "catch", "throw", "class", "async", "await", "function", "window", "document", "Promise", "Object", "JSON", "setTimeout"]) assert.ok(!new RegExp(`\\b${word}\\b`).test(bare), word);
  assert.ok(!/[`]|\.\.\.|\?\.|\?\?|=>\s*\/|\/[^/*\s][^\n]*\/[gimsuy]*\.(?:test|exec)/.test(bare));
  const required = [...CODE.matchAll(/^const (\w+) = require\('(\w+)'\);$/gm)];
  for (const [, name, api] of required) assert.ok(name === api && (api in NEEDS || FREE.includes(api)) && new RegExp(`\\b${name}\\(`).test(CODE.replaceAll(/^const .*require.*$/gm, "")), name);
});

/** What a sandbox's getType says. @param {unknown} value */
const typeOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

/** Runs one of the template's own tests. @param {string} setup @param {string} code */
const runTest = (setup, code) => {
  /** @type {Map<string, any[][]>} */
  const calls = new Map();
  /** @type {Map<string, any>} */
  const mocks = new Map();
  const mock = (/** @type {string} */ api, /** @type {any} */ value) => mocks.set(api, value);
  const called = (/** @type {string} */ api) => calls.get(api) ?? [];
  const api = (/** @type {string} */ name) => (/** @type {any[]} */ ...given) => {
    calls.set(name, [...called(name), structuredClone(given.filter((one) => typeof one !== "function"))]);
    if (name in NEEDS) assert.ok(NEEDS[name](...given), `the template has no permission for ${name}(${JSON.stringify(given[0])})`);
    const mocked = mocks.get(name);
    if (mocks.has(name)) return typeof mocked === "function" ? mocked(...given) : mocked;
    if (name === "encodeUriComponent") return encodeURIComponent(given[0]);
    if (name === "getType") return typeOf(given[0]);
    if (name === "makeInteger") return Math.trunc(Number(given[0])) || 0;
  };
  const equals = (/** @type {any} */ a, /** @type {any} */ b) => JSON.stringify(a) === JSON.stringify(b);
  const assertApi = (/** @type {string} */ name) => ({
    wasCalled: () => assert.ok(called(name).length, `${name} was not called`),
    wasNotCalled: () => assert.ok(!called(name).length, `${name} was called`),
    wasCalledWith: (/** @type {any[]} */ ...given) => assert.ok(called(name).some((one) => equals(one, given)), `${name} was called with ${JSON.stringify(called(name))}`),
  });
  const assertThat = (/** @type {any} */ value) => ({
    isTrue: () => assert.equal(value, true),
    isFalse: () => assert.equal(value, false),
    isEqualTo: (/** @type {any} */ other) => assert.deepEqual(value, other),
    hasLength: (/** @type {number} */ length) => assert.equal(value.length, length),
  });
  const runCode = (/** @type {any} */ data) =>
    new Function("require", "data", CODE)(api, { ...data, gtmOnSuccess: api("gtmOnSuccess"), gtmOnFailure: api("gtmOnFailure") });
  new Function("mock", "assertApi", "assertThat", "runCode", `${setup}\n${code}`)(mock, assertApi, assertThat, runCode);
};

const block = (/** @type {string} */ yaml) => yaml.replaceAll(/^ {2,4}/gm, "");
const setup = block(/^setup: \|-\n((?: {2}.*\n?|\n)*)/m.exec(sections.TESTS)?.[1] ?? "");
const scenarios = [...sections.TESTS.matchAll(/^- name: (.*)\n {2}code: \|-\n((?: {4}.*\n?|\n)*)/gm)];
for (const [, name, code] of scenarios) await tried(`its own test: ${name}`, () => runTest(setup, block(code)));

// In a page, with the real loader.
const isThere = await fetch(`${DESK}/embed.js`, { signal: AbortSignal.timeout(5000) }).then((answer) => answer.ok, () => false);
if (!isThere) console.log(`Not tried in a page: nothing answers at ${DESK}/embed.js`);
else {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "Content-Type": "text/html" });
    answer.end('<!doctype html><html lang="en-GB"><title>A page</title><h1>A page</h1><button data-forthright="withdraw">Withdraw</button>');
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", () => listening(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const here = `http://localhost:${address.port}/`;
  const browser = await open();
  const context = await browser.newContext();
  // Tag Manager, as far as the template needs it: what crosses the sandbox's border is copied, and only what can be is.
  await context.addInitScript(({ code, data }) => {
    const w = /** @type {any} */ (window);
    w.seen = [];
    /** @param {any} value @returns {any} */
    const across = (value) => {
      if (value === null || ["undefined", "boolean", "number", "string"].includes(typeof value)) return value;
      if (typeof value === "function") return (/** @type {any[]} */ ...given) => across(value(...given.map(across)));
      if (Array.isArray(value)) return value.map(across);
      return Object.getPrototypeOf(value) === Object.prototype ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, across(v)])) : undefined;
    };
    /** @type {Record<string, (...given: any[]) => any>} */
    const apis = {
      callInWindow: (path, ...given) => {
        let at = w;
        const names = path.split(".");
        const last = names.pop();
        for (const name of names) at = at?.[name];
        return typeof at?.[last] === "function" ? across(at[last](...given.map(across))) : undefined;
      },
      createQueue: (key) => (/** @type {any} */ value) => void (w[key] ??= []).push(value),
      encodeUriComponent: encodeURIComponent,
      getType: (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value),
      gtagSet: (values) => w.seen.push(["set", values]),
      injectScript: (url, done, fail) => {
        w.seen.push(["inject", url]);
        const script = document.createElement("script");
        Object.assign(script, { src: url, async: true, onload: () => done(), onerror: () => fail() });
        document.head.append(script);
      },
      logToConsole: (...given) => w.seen.push(["log", ...given]),
      makeInteger: (value) => Math.trunc(Number(value)) || 0,
      queryPermission: () => true,
      setDefaultConsentState: (states) => w.seen.push(["default", states]),
      updateConsentState: (states) => w.seen.push(["update", states]),
    };
    document.addEventListener("DOMContentLoaded", () => {
      const run = new Function("require", "data", code);
      run((/** @type {string} */ name) => apis[name], { ...data, gtmOnSuccess: () => w.seen.push(["success"]), gtmOnFailure: () => w.seen.push(["failure"]) });
    });
  }, { code: CODE, data: { origin: DESK, site: "main", waitForUpdate: "500", adsDataRedaction: true, urlPassthrough: false, eventName: "forthright_consent_update" } });
  const page = await context.newPage();
  const seen = (/** @type {string} */ what) => page.evaluate((what) => /** @type {any} */ (window).seen.filter((/** @type {any} */ one) => one[0] === what).map((/** @type {any} */ one) => one[1]), what);
  const storage = async () => (await seen("update")).at(-1)?.ad_storage;

  await tried("in a page: denied before the loader is asked for, and the banner comes", async () => {
    await page.goto(here);
    await page.getByRole("button", { name: "Accept", exact: true }).waitFor();
    const order = await page.evaluate(() => /** @type {any} */ (window).seen.map((/** @type {any} */ one) => one[0]));
    assert.deepEqual(order, ["default", "set", "inject", "success"]);
    assert.deepEqual(await seen("inject"), [`${DESK}/embed.js?site=main`]);
    assert.deepEqual(await seen("update"), []);
  });
  await tried("in a page: Accept is told, with an event after it", async () => {
    await page.getByRole("button", { name: "Accept", exact: true }).click();
    await until(async () => (await storage()) === "granted", "the update");
    assert.ok(await page.evaluate(() => /** @type {any} */ (window).dataLayer.some((/** @type {any} */ one) => one.event === "forthright_consent_update")));
  });
  await tried("in a page: the next page tells it once the loader is ready", async () => {
    await page.reload();
    await until(async () => (await storage()) === "granted", "the update");
  });
  await tried("in a page: a withdrawal is told", async () => {
    const reloaded = page.waitForEvent("load", { timeout: 5000 }).catch(() => null);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await reloaded;
    await until(async () => (await storage()) === "denied", "the update");
  });
  await tried("in a page: what the loader pushes for Google itself says the same", async () => {
    const pushed = await page.evaluate(() => /** @type {any} */ (window).dataLayer.map((/** @type {any} */ one) => [...(one.length ? one : [])]).filter((/** @type {any} */ one) => one[0] === "consent" && one[1] === "update").at(-1)?.[2]);
    const ours = (await seen("update")).at(-1);
    if (pushed) assert.deepEqual(pushed, ours);
    else console.log("      the register has no signal “google” for this website");
  });
  await browser.close();
  server.close();
}
end();
