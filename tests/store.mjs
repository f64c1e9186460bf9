// What is stored: the database and the bucket of a running or stopped server, opened beside it.
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { root } from "./server.mjs";

/**
 * Opens the store, again when the server holds the database's lock at that very moment.
 * @template T
 * @param {(store: {database: any, bucket: any, archive: any}) => Promise<T>} use
 * @param {string} [state]
 * @returns {Promise<T>}
 */
export async function withStore(use, state) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(use, state);
    } catch (error) {
      if (tries === 5 || !/internal error|locked|busy/i.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * tries));
    }
  }
}

/**
 * @template T
 * @param {(store: {database: any, bucket: any, archive: any}) => Promise<T>} use
 * @param {string} [state]
 * @returns {Promise<T>}
 */
async function once(use, state = process.env.FORTHRIGHT_STATE ?? "") {
  const proxy = await getPlatformProxy({
    configPath: join(root, "functions/wrangler.toml"), environment: "local", persist: { path: join(state, "v3") },
  });
  try {
    return await use({ database: proxy.env.DATABASE, bucket: proxy.env.SEALED, archive: proxy.env.ARCHIVE });
  } finally {
    await proxy.dispose();
  }
}

/** The rows of a query. @param {string} sql @param {unknown[]} [values] @param {string} [state] @returns {Promise<any[]>} */
export const rows = (sql, values = [], state) =>
  withStore(async ({ database }) => (await database.prepare(sql).bind(...values).all()).results, state);

/** The keys in the bucket below a prefix. @param {string} prefix @param {string} [state] @returns {Promise<string[]>} */
export const objects = (prefix, state) =>
  withStore(async ({ bucket }) => (await bucket.list({ prefix })).objects.map((/** @type {any} */ o) => o.key), state);
