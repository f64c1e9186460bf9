// @ts-check
// The package as npm packs it, installed beside each framework, and the apps that are built with them.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const apps = fileURLToPath(new URL("apps/", import.meta.url));
const source = fileURLToPath(new URL("../../../www/module/", import.meta.url));
/** What is installed stays there for the next time. */
export const folder = join(tmpdir(), "forthright-frameworks");

/** What each app is built with. @type {Record<string, string[]>} */
const WITH = {
  react18: ["react@18", "react-dom@18", "@types/react@18", "@types/react-dom@18"],
  react19: ["react@19", "react-dom@19", "@types/react@19", "@types/react-dom@19"],
  others: ["vue@3", "svelte@5", "vite@7", "@vitejs/plugin-vue@6"],
};

/** @param {string} at @param {string[]} more */
const npm = (at, ...more) => execFileSync("npm", [...more, "--no-audit", "--no-fund", "--loglevel=error"], { cwd: at, encoding: "utf8" });

/** Where npm put the package. */
let packed = "";

/** Installs the package beside others. @param {string} name of the folder @param {string[]} packages */
const put = (name, packages) => {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // A package of the same name and version is installed anew.
  rmSync(join(at, "node_modules/@forthright"), { recursive: true, force: true });
  rmSync(join(at, "package-lock.json"), { force: true });
  npm(at, "install", "--prefer-offline", packed, ...packages);
};

/** Packs a copy of the folder and installs it everywhere. */
export const install = () => {
  const copy = join(folder, "copy");
  rmSync(copy, { recursive: true, force: true });
  cpSync(source, copy, { recursive: true });
  packed = join(copy, npm(copy, "pack", "--silent").trim());
  for (const [name, packages] of Object.entries(WITH)) {
    put(name, packages);
    cpSync(apps, join(folder, name, "apps"), { recursive: true });
  }
};

/** @param {string} name @param {string} of */
export const version = (name, of) => JSON.parse(readFileSync(join(folder, name, "node_modules", of, "package.json"), "utf8")).version;

/** The compilers of Vue and Svelte, as esbuild uses them. @returns {import("esbuild").Plugin} */
const compilers = () => ({
  name: "compilers",
  setup(builder) {
    const require = createRequire(join(folder, "others/package.json"));
    // Neither is a package of this repository.
    const [compiler, svelte] = [["vue", "compiler-sfc"], ["svelte", "compiler"]].map((parts) => require(parts.join("/")));
    builder.onLoad({ filter: /\.vue$/ }, ({ path }) => {
      const { compileScript, parse } = compiler;
      const compilerOptions = { isCustomElement: (/** @type {string} */ tag) => tag.startsWith("forthright-") };
      const { descriptor } = parse(readFileSync(path, "utf8"), { filename: path, templateParseOptions: compilerOptions });
      return { contents: compileScript(descriptor, { id: "app", inlineTemplate: true, templateOptions: { compilerOptions } }).content };
    });
    builder.onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const generate = builder.initialOptions.platform === "node" ? "server" : "client";
      return { contents: svelte.compile(readFileSync(path, "utf8"), { filename: path, generate }).js.code };
    });
  },
});

/**
 * Builds one app, for a browser or for the server.
 * @param {string} name of the folder @param {string} entry in it
 * @param {{server?: boolean, production?: boolean, text?: string}} [how] `text`: what the entry is, if it is no file
 * @returns {Promise<string>} the code for a browser, the file for the server
 */
export const made = async (name, entry, { server = false, production = false, text } = {}) => {
  const at = join(folder, name);
  const outfile = join(at, "made", entry.replace(/\W/g, "-") + ".mjs");
  if (text !== undefined) {
    mkdirSync(join(at, "text"), { recursive: true });
    writeFileSync(join(at, "text", entry), text);
  }
  await build({
    entryPoints: [join(at, text === undefined ? "apps" : "text", entry)],
    bundle: true,
    outfile,
    platform: server ? "node" : "browser",
    format: server ? "esm" : "iife",
    jsx: "automatic",
    conditions: server ? [] : ["svelte", "browser"],
    define: { "process.env.NODE_ENV": production ? '"production"' : '"development"', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" },
    // The server parts of React ask for what Node has.
    banner: server ? { js: 'import { createRequire as require_ } from "node:module"; const require = require_(import.meta.url);' } : {},
    logLevel: "warning",
    minify: production,
    plugins: name === "others" ? [compilers()] : [],
  });
  return server ? pathToFileURL(outfile).href : readFileSync(outfile, "utf8");
};

/** An app as Vite builds it. @param {Record<string, string>} files with `main.js` and `vite.config.js` */
export const vite = (files) => {
  const [at, to] = ["vite", "made/vite"].map((name) => join(folder, "others", name));
  mkdirSync(at, { recursive: true });
  for (const [name, text] of Object.entries({ ...files, "index.html": '<script type="module" src="/main.js"></script>' })) {
    writeFileSync(join(at, name), text);
  }
  // One file, so that it can be served under any name.
  const program = 'import { build } from "vite"; const output = { inlineDynamicImports: true, entryFileNames: "app.js" };' +
    `await build({ logLevel: "warn", build: { outDir: ${JSON.stringify(to)}, emptyOutDir: true, rollupOptions: { output } } });`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: at, stdio: ["ignore", "ignore", "inherit"] });
  return readFileSync(join(to, "app.js"), "utf8");
};

/** An app as Next.js builds it, page by page. Gives the folder. @param {Record<string, string>} files */
export const next = (files) => {
  const at = join(folder, "next");
  put("next", ["next@15", "react@19", "react-dom@19"]);
  mkdirSync(join(at, "app"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  execFileSync("npx", ["next", "build"], { cwd: at, stdio: ["ignore", "ignore", "inherit"], env: environment });
  return join(at, "out");
};

/** Compiles what the types allow; throws with what it says. @param {string} name */
export const types = (name) => {
  const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--jsx", "react-jsx", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"];
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    const arguments_ = [tsc, ...options, "--module", module, "--moduleResolution", resolution, "apps/types.tsx"];
    execFileSync(process.execPath, arguments_, { cwd: join(folder, name), encoding: "utf8" });
  }
};
