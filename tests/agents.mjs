// An authorised agent of the tests' own (Data Rights Protocol 1.0): its key, what it signs, and how an officer registers it.
import { generateKeyPairSync, sign } from "node:crypto";
import { assertion } from "./people.mjs";

let count = 0;

/** @param {string} url @param {Record<string, string>} fields @param {Record<string, string>} [headers] */
export function register(url, fields, headers = { "Cf-Access-Jwt-Assertion": assertion({}) }) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return fetch(`${url}/desk/agents`, { method: "POST", body, redirect: "manual", headers: { Origin: url, ...headers } });
}

/**
 * An agent with its key, registered by an officer if wanted.
 * @param {string} url @param {{registered?: boolean, origin?: string, headers?: Record<string, string>}} [how]
 */
export async function agent(url, { registered = true, origin = "", headers } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "jwk" }).x ?? "";
  count += 1;
  const letters = Array.from(`${process.pid}${count}${Date.now()}`, (digit) => String.fromCharCode(65 + Number(digit))).join("");
  const own = { id: `AGENT_${letters}`, name: "Permission Slip", privateKey, key: Buffer.from(raw, "base64url").toString("base64") };
  if (registered) {
    const answer = await register(url, { agent: own.id, name: own.name, key: own.key, origin }, headers);
    if (answer.status !== 303) throw new Error(`The agent was not registered: ${answer.status}`);
  }
  return own;
}

/** @typedef {Awaited<ReturnType<typeof agent>>} Agent */
export const time = (/** @type {number} */ minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
export const signed = (/** @type {Agent} */ { privateKey }, /** @type {unknown} */ message) => {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([sign(null, text, privateKey), text]).toString("base64");
};
export const envelope = (/** @type {Agent} */ { id }, more = {}) => ({ "agent-id": id, "business-id": "DMU", "issued-at": time(-1), "expires-at": time(9), "drp.version": "1.0", ...more });
/** @param {string} url @param {string} path @param {string} method @param {string} [body] @param {string} [token] */
export const call = (url, path, method, body, token) =>
  fetch(`${url}/v1/${path}`, { method, body, headers: { "Content-Type": "text/plain", ...(token ? { Authorization: `Bearer ${token}` } : {}) } });
/** The token that an agent sets up. @param {string} url @param {Agent} own @returns {Promise<string>} */
export const connect = async (url, own) => (await (await call(url, `agent/${own.id}`, "POST", signed(own, envelope(own)))).json()).token;
