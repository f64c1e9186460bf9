// What is stored: the database and the buckets of a running server, through the explorer that the local server has.

const home = () => process.env.FORTHRIGHT_URL ?? "";

/** @param {string} path @param {RequestInit} [init] @param {string} [url] */
const explorer = async (path, init, url = home()) => {
  const response = await fetch(`${url}/cdn-cgi/explorer/api/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
};

/**
 * The rows of a statement; none where it changes something.
 * @param {string} sql @param {(string | number)[]} [params] @param {string} [url] of another server @returns {Promise<any[]>}
 */
export const rows = async (sql, params = [], url) => {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ sql, params }) };
  const [{ results }] = (await (await explorer("d1/database/local/raw", init, url)).json()).result;
  return results.rows.map((/** @type {unknown[]} */ row) => Object.fromEntries(row.map((value, at) => [results.columns[at], value])));
};

/** @typedef {"sealed" | "archive"} Bucket */
const bucketPath = (/** @type {Bucket} */ bucket) => `r2/buckets/forthright-local-${bucket}/objects`;

/** The keys in a bucket below a prefix. @param {string} prefix @param {{bucket?: Bucket, url?: string}} [where] @returns {Promise<string[]>} */
export const objects = async (prefix, { bucket = "sealed", url } = {}) =>
  (await (await explorer(`${bucketPath(bucket)}?prefix=${encodeURIComponent(prefix)}`, {}, url)).json()).result.map((/** @type {any} */ o) => o.key);

/** The bytes of an object. @param {string} key @param {Bucket} [bucket] */
export const object = async (key, bucket = "sealed") =>
  Buffer.from(await (await explorer(`${bucketPath(bucket)}/${encodeURIComponent(key)}`)).arrayBuffer());

/** @param {string} key @param {Buffer} body */
export const putObject = (key, body) => explorer(`${bucketPath("sealed")}/${encodeURIComponent(key)}`, { method: "PUT", body: new Uint8Array(body) });

/** @param {string[]} keys @param {Bucket} bucket */
export const removeObjects = async (keys, bucket) => {
  const init = { method: "DELETE", headers: { "Content-Type": "application/json" }, body: JSON.stringify(keys) };
  if (keys.length) await explorer(bucketPath(bucket), init);
};
