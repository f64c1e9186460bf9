// One page, four consent managers, each with the tags its own documentation gives, and the server for them. Beside them the
// least that can be done: a banner in the page's own HTML with a script of a dozen lines, as GOV.UK has it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { root } from "../server.mjs";

/**
 * @typedef {{name: string, tags: string, gate: (category: string) => string, banner: string, config?: string, markup?: string}} Contender
 * `banner` finds what has to be visible, in open shadow roots too; `markup` stands first in the page's body.
 */

const SITE = process.env.FORTHRIGHT_SITE ?? join(root, "dist/site");
const MODULES = ["/vanilla-cookieconsent/", "/klaro/", "/tarteaucitronjs/"];
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
const CATEGORIES = ["analytics", "advertising"];
const WHY = "We use cookies for analytics and advertising. They are off until you choose.";
const OURS = /** @type {Record<string, string>} */ ({ analytics: "media", advertising: "media" });

/** The page without a banner, what everything is compared with. @type {Contender} */
export const alone = {
  name: "page alone", tags: "", banner: "",
  gate: (category) => `<script type="text/plain" src="/gated/${category}.js"></script>`,
};

/** @type {Contender[]} */
export const contenders = [
  {
    name: "Forthright",
    tags: '<script src="/embed.js" data-site="library" async></script>',
    gate: (category) => `<script type="text/plain" data-consent="${OURS[category]}" src="/gated/${category}.js"></script>`,
    banner: "section",
  },
  {
    name: "cookieconsent",
    tags: `<link rel="stylesheet" href="/vanilla-cookieconsent/dist/cookieconsent.css">
<script src="/vanilla-cookieconsent/dist/cookieconsent.umd.js" defer></script>
<script src="/config/cookieconsent.js" defer></script>`,
    gate: (category) => `<script type="text/plain" data-category="${category}" src="/gated/${category}.js"></script>`,
    banner: "#cc-main .cm",
    config: `CookieConsent.run(${JSON.stringify({
      hideFromBots: false,
      categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, advertising: {} },
      language: {
        default: "en",
        translations: {
          en: {
            consentModal: {
              title: "Cookies", description: WHY,
              acceptAllBtn: "Accept all", acceptNecessaryBtn: "Reject all", showPreferencesBtn: "Choose",
            },
            preferencesModal: {
              title: "Choose", acceptAllBtn: "Accept all", acceptNecessaryBtn: "Reject all", savePreferencesBtn: "Save",
              sections: ["necessary", ...CATEGORIES].map((name) => ({ title: name, description: name, linkedCategory: name })),
            },
          },
        },
      },
    })});`,
  },
  {
    // Its other build writes its styles into the page, which the policy forbids.
    name: "klaro",
    tags: `<link rel="stylesheet" href="/klaro/dist/klaro.min.css">
<script src="/config/klaro.js" defer></script>
<script src="/klaro/dist/klaro-no-css.js" defer></script>`,
    gate: (category) => `<script type="text/plain" data-type="text/javascript" data-name="${category}" data-src="/gated/${category}.js"></script>`,
    banner: ".klaro .cookie-notice",
    config: `var klaroConfig = ${JSON.stringify({
      version: 1, lang: "en", acceptAll: true,
      translations: { zz: { privacyPolicyUrl: "/privacy" }, en: { ok: "Accept all", consentNotice: { description: WHY } } },
      services: CATEGORIES.map((name) => ({ name, title: name, purposes: [name] })),
    })};`,
  },
  {
    // It has services instead of gated tags.
    name: "tarteaucitron",
    tags: '<script src="/tarteaucitronjs/tarteaucitron.min.js"></script>\n<script src="/config/tarteaucitron.js"></script>',
    gate: () => "",
    banner: "#tarteaucitronAlertBig",
    config: `var tarteaucitronForceLanguage = "en", tarteaucitronCustomText = ${JSON.stringify({ alertBigPrivacy: WHY })};
tarteaucitron.init({ privacyUrl: "/privacy", orientation: "middle", highPrivacy: true, DenyAllCta: true, AcceptAllCta: true });
${JSON.stringify(CATEGORIES)}.forEach(function (name) {
  var key = "site" + name;
  tarteaucitron.services[key] = {
    key: key, type: name === "analytics" ? "analytic" : "ads", name: name, uri: "/privacy", needConsent: true, cookies: [],
    js: function () { tarteaucitron.addScript("/gated/" + name + ".js"); }
  };
  (tarteaucitron.job = tarteaucitron.job || []).push(key);
});`,
  },
];

/** What the least is: no categories, no records, no choice but two. @type {Contender} */
const least = {
  name: "static HTML",
  tags: '<script src="/config/static-HTML.js" defer></script>',
  gate: (category) => `<script type="text/plain" class="gated" data-src="/gated/${category}.js"></script>`,
  banner: "#banner",
  markup: `<div id="banner" role="region" aria-label="Cookies" hidden><p>${WHY}</p>
<button type="button" id="yes">Accept all</button> <button type="button" id="no">Reject all</button></div>`,
  config: `var banner = document.getElementById("banner");
function release() {
  document.querySelectorAll(".gated").forEach(function (old) {
    var fresh = document.createElement("script");
    fresh.src = old.dataset.src;
    old.replaceWith(fresh);
  });
}
function decide(value) {
  document.cookie = "choice=" + value + "; path=/; max-age=15552000; samesite=lax";
  banner.hidden = true;
  if (value === "yes") setTimeout(release, 20);
}
var known = /(?:^|; )choice=(yes|no)/.exec(document.cookie);
if (!known) banner.hidden = false;
else if (known[1] === "yes") release();
document.getElementById("yes").onclick = function () { decide("yes"); };
document.getElementById("no").onclick = function () { decide("no"); };
`,
};
contenders.push(least);

/** The same page without the style sheet that a website has: its first paint waits for nothing. */
export const bare = "/page/bare";

const STYLED = '<link rel="stylesheet" href="/page/site.css">';
const page = (/** @type {string} */ tags, /** @type {(category: string) => string} */ gate, markup = "", style = STYLED) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Open days</title>
<link rel="icon" href="data:,">
${style}
${tags}
</head>
<body>
${markup}
<header><strong>University</strong> <nav aria-label="Main"><a href="#study">Study</a> <a href="#research">Research</a> <a href="#visit">Visit</a></nav></header>
<main>
<h1>Open days</h1>
<p>Come and see the campus, meet the people who teach, and ask students what a week is like. There is a day every month from September to June.</p>
<h2 id="visit">How to get here</h2>
<p>The station is fifteen minutes on foot. Buses 14 and 22 stop at the gate, and there is parking for those who need it. Every building has a level entrance.</p>
<h2 id="study">What you will see</h2>
<p>Libraries, laboratories, studios and rooms in the halls. Talks start on the hour and last forty minutes, with time for questions.</p>
</main>
<footer><p>The University. Telephone, address and how to find us.</p></footer>
${CATEGORIES.map(gate).join("\n")}
</body>
</html>
`;

const texts = /** @type {Record<string, string>} */ ({
  // A visitor who comes back has the gated scripts running, so the page alone has them too.
  "/page/back": page("", (category) => `<script src="/gated/${category}.js" defer></script>`),
});
texts["/page/site.css"] = readFileSync(join(root, "www/demo/host.css"), "utf8");
texts[bare] = page(contenders[0].tags, contenders[0].gate, "", "");
for (const { name, tags, gate, config, markup } of [alone, ...contenders]) {
  texts[address(name)] = page(tags, gate, markup);
  if (config) texts[`/config/${name.replace(" ", "-")}.js`] = config;
}
for (const category of CATEGORIES) texts[`/gated/${category}.js`] = `(window.ran ??= []).push("${category}");\n`;

/** @param {string} name */
export function address(name) {
  return `/page/${name.replace(" ", "-")}`;
}

const types = /** @type {Record<string, string>} */ ({
  js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml", wasm: "application/wasm",
});
/** @type {Map<string, {body: Buffer, tag: string} | null>} */
const packed = new Map();

/** What a path is on the wire. @param {string} path */
function pack(path) {
  const known = packed.get(path);
  if (known !== undefined) return known;
  const file = join(MODULES.some((start) => path.startsWith(start)) ? join(root, "node_modules") : SITE, path);
  const there = path in texts || (existsSync(file) && statSync(file).isFile());
  const plain = texts[path] ?? (there ? readFileSync(file) : "");
  const body = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const made = there ? { body, tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"` } : null;
  packed.set(path, made);
  return made;
}

/** Bytes after brotli. @param {string} path */
export const weight = (path) => pack(path)?.body.length ?? 0;

/** Everything is compressed once, in the round that warms up. */
export async function serve() {
  const server = createServer((request, response) => {
    request.resume();
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (request.method === "POST") return response.writeHead(202).end();
    const found = pack(path);
    if (!found) return response.writeHead(404).end();
    const html = path.startsWith("/page/") && !path.endsWith(".css");
    const headers = {
      "Content-Type": `${html ? "text/html" : types[path.split(".").at(-1) ?? ""]}; charset=utf-8`,
      "Cache-Control": "public,max-age=600", ETag: found.tag, ...(html && { "Content-Security-Policy": POLICY }),
    };
    if (request.headers["if-none-match"] === found.tag) return response.writeHead(304, headers).end();
    response.writeHead(200, { ...headers, "Content-Encoding": "br", "Content-Length": found.body.length }).end(found.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(0)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => { server.closeAllConnections(); server.close(); } };
}
