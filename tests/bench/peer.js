// The peer of the consent post: a plain JavaScript Worker that parses the same body and does the same queue send.
export default {
  /** @param {Request} request @param {any} env */
  async fetch(request, env) {
    if (request.method !== "POST") return new Response("ok");
    const record = await request.json();
    await env.CONSENTS.send(JSON.stringify(record));
    return new Response(JSON.stringify({ id: record.id }), { status: 202, headers: { "Content-Type": "application/json" } });
  },
  /** @param {any} batch @param {any} env */
  async queue(batch, env) {
    const insert = env.DATABASE.prepare("INSERT OR IGNORE INTO consents (id, body) VALUES (?, ?)");
    await env.DATABASE.batch(batch.messages.map((/** @type {any} */ m) => insert.bind(JSON.parse(m.body).id, m.body)));
    batch.ackAll();
  },
};
