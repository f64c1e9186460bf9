// Bank holidays from the government's feed, here a server of the test's own: new days, lost days, and a feed that fails.
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { assertion, desk, submit } from "../people.mjs";
import { startServer } from "../server.mjs";
import { rows } from "../store.mjs";

test.describe.configure({ mode: "serial" });

/** @typedef {{title: string, date: string, notes: string}} Entry */
/** What the feed answers now. @type {{status: number, body: string}} */
let feed = { status: 200, body: "" };
/** @type {import("node:http").Server} */
let publisher;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** @type {Entry[]} */
let published;
let hours = 0;

const publish = (/** @type {Entry[]} */ events) => {
  feed = { status: 200, body: JSON.stringify({ "england-and-wales": { division: "england-and-wales", events }, scotland: { division: "scotland", events: [] } }) };
};
/** The days with one of them on another date. @param {string} from @param {string} to */
const moved = (from, to) => published.map((day) => (day.date === from ? { ...day, date: to } : day));
const select = (/** @type {string} */ sql, /** @type {(string | number)[]} */ ...params) => rows(sql, params, server.url);
/** The next day's scheduled run: what came of asking the feed. */
const nextDay = async () => {
  hours += 24;
  const now = new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+/, "");
  const run = await fetch(`${server.url}/__scheduled`, { headers: { "Forthright-Now": now } });
  expect(run.status).toBe(200);
  const [{ failed }] = await select("SELECT failed FROM cron_runs WHERE at = ?", now);
  expect(failed).toBe(0);
  return (await select("SELECT outcome FROM holiday_checks ORDER BY at DESC LIMIT 1"))[0].outcome;
};
const staff = () => ({ "Cf-Access-Jwt-Assertion": assertion({}, {}, server.state) });
const officers = async () => (await (await fetch(`${server.url}/desk/register`, { headers: staff() })).text()).replaceAll("<!>", "");
const due = async (/** @type {string} */ from) => (await (await fetch(`${server.url}/v1/deadlines?clock=rights-request&from=${from}`)).json()).due;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  publisher = createServer((_, response) => { response.writeHead(feed.status, { "Content-Type": "application/json" }).end(feed.body); });
  const port = await new Promise((done) => {
    publisher.listen(0, "127.0.0.1", () => done(/** @type {import("node:net").AddressInfo} */ (publisher.address()).port));
  });
  server = await startServer({ env: { FORTHRIGHT_BANK_HOLIDAYS: `http://127.0.0.1:${port}/bank-holidays.json` } });
  const { bankHolidays } = await (await fetch(`${server.url}/v1/register.json`)).json();
  published = bankHolidays
    .filter((/** @type {{date: string}} */ day) => day.date >= "2019")
    .map((/** @type {{date: string, name: string}} */ { date, name }) => ({ title: name, date, notes: "" }));
});

test.afterAll(async () => {
  await server.stop({ clean: true });
  publisher.close();
});

test("a feed that says what is known changes nothing, and is asked once a day", async () => {
  publish(published);
  expect(await nextDay()).toBe("same");
  await fetch(`${server.url}/__scheduled`, { headers: { "Forthright-Now": new Date(Date.now() + (hours + 1) * 3_600_000).toISOString().replace(/\.\d+/, "") } });
  expect(await select("SELECT outcome FROM holiday_checks")).toHaveLength(1);
  expect(await select("SELECT hash FROM holiday_sets")).toEqual([]);
  expect(await officers()).toContain("They come from the register.");
});

test("a new holiday on a due date moves the open case, says so, and leaves the closed one", async () => {
  const open = (await submit(server.url)).submitted;
  const closed = (await submit(server.url)).submitted;
  expect((await desk(server.url, `cases/${closed.reference}/close`, { outcome: "withdrawn" }, staff())).status).toBe(200);
  published = [...published, { title: "Day of Mourning", date: open.due, notes: "" }];
  publish(published);
  expect(await nextDay()).toBe("new");
  const after = await due(open.received);
  expect(after > open.due).toBe(true);
  const shown = await (await desk(server.url, `cases/${open.reference}`, undefined, staff())).json();
  expect(shown.row.due).toBe(after);
  expect(shown.events.at(-1)).toMatchObject({ actor: "bank holidays", event: "recomputed", before: open.due, due: after });
  expect(JSON.stringify(shown.steps)).toContain("Day of Mourning");
  expect(await select("SELECT due_on FROM cases WHERE reference = ?", closed.reference)).toEqual([{ due_on: closed.due }]);
  const page = await (await fetch(`${server.url}/deadlines?clock=rights-request&from=${open.received}`)).text();
  expect(page).toContain("Day of Mourning");
  // Gone through again, as after being cut short: no second event.
  await select("UPDATE holiday_sets SET applied = 0, gone_through = '' WHERE state = 'in-force'");
  expect(await nextDay()).toBe("same");
  expect(await select("SELECT id FROM case_events WHERE reference = ? AND actor = 'bank holidays'", open.reference)).toHaveLength(1);
  expect((await submit(server.url)).submitted.due).toBe(after);
  // A document that ends earlier takes no year away.
  publish(published.filter((day) => day.date < "2028"));
  expect(await nextDay()).toBe("same");
  expect((await fetch(`${server.url}/v1/deadlines?clock=rights-request&from=2028-06-01`)).status).toBe(200);
});

test("a feed that drops days waits for an officer; until then every day holds", async () => {
  const before = await due("2027-11-27");
  publish(moved("2027-12-27", "2027-12-29"));
  expect(await nextDay()).toBe("waiting");
  expect(await due("2027-11-27")).toBe(before);
  // Told once, however long it waits.
  expect(await nextDay()).toBe("waiting");
  expect(await select("SELECT id FROM outbox WHERE topic = 'holidays-waiting'")).toHaveLength(1);
  const page = await officers();
  expect(page).toContain("It will not be used until you confirm it.");
  expect(page).toContain("27 December 2027");
  const [{ hash }] = await select("SELECT hash FROM holiday_sets WHERE state = 'waiting'");
  const decide = (/** @type {string} */ what, /** @type {Record<string, string>} */ headers) => {
    const form = new FormData();
    form.set("set", hash);
    form.set("do", what);
    return fetch(`${server.url}/desk/register/holidays`, { method: "POST", body: form, headers: { Origin: server.url, ...headers }, redirect: "manual" });
  };
  expect((await decide("confirm", {})).status).toBe(401);
  expect((await decide("confirm", { ...staff(), Origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await decide("refuse", staff())).status).toBe(303);
  expect([await due("2027-11-27"), await select("SELECT decided_by FROM holiday_sets WHERE hash = ?", hash)]).toEqual([before, [{ decided_by: "Asha" }]]);
  expect(await officers()).not.toContain("It will not be used until you confirm it.");
  expect([await nextDay(), await due("2027-11-27")]).toEqual(["same", before]);
  // Another document that drops another day is another decision.
  publish(moved("2027-12-28", "2027-12-30"));
  expect(await nextDay()).toBe("waiting");
  const [next] = await select("SELECT hash FROM holiday_sets WHERE state = 'waiting'");
  const form = new FormData();
  form.set("set", next.hash);
  form.set("do", "confirm");
  await fetch(`${server.url}/desk/register/holidays`, { method: "POST", body: form, headers: { Origin: server.url, ...staff() }, redirect: "manual" });
  expect(await due("2027-11-28")).toBe("2027-12-28");
});

test("a feed that fails, is cut off, is no feed or is not whole changes nothing and alarms the team", async () => {
  const known = await due("2027-11-28");
  const bodies = [
    { status: 503, body: "" },
    { status: 200, body: feed.body.slice(0, 500) },
    { status: 200, body: "<html>Not here any more</html>" },
    { status: 200, body: JSON.stringify({ "england-and-wales": { events: [] } }) },
    { status: 200, body: JSON.stringify({ "england-and-wales": { events: published.slice(0, -3) } }) },
    { status: 200, body: `"${"x".repeat(2_000_000)}"` },
  ];
  for (const body of bodies) {
    feed = body;
    expect(await nextDay()).toBe("failed");
  }
  expect(await due("2027-11-28")).toBe(known);
  expect(await officers()).toContain("could not be fetched or read on");
  const told = await select("SELECT sent_at FROM outbox WHERE topic = 'holidays-failed'");
  expect(told).toHaveLength(bodies.length);
});
