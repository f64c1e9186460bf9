-- A letter that waits for a colleague's approval with the fee or the refusal it tells of. The person never sees a draft.
ALTER TABLE case_messages ADD COLUMN draft INTEGER NOT NULL DEFAULT 0;

-- Bank holidays as the government published them, by the SHA-256 of the days. One set at most is in force; it lies over the
-- register's. A set that would drop a day waits for an officer. `applied`: the open cases were gone through with it.
CREATE TABLE holiday_sets (
  hash TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  days TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in-force', 'waiting', 'replaced', 'refused')),
  decided_by TEXT,
  applied INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX holiday_sets_by_state ON holiday_sets (state);

-- One row a try: a feed that fails or changes its address shows here.
CREATE TABLE holiday_checks (
  at TEXT PRIMARY KEY,
  outcome TEXT NOT NULL
);

-- Authorised agents that an officer registered (Data Rights Protocol). verify_key: Ed25519, base 64. token_hash: SHA-256 of the
-- bearer token. callback_origin: the one place their status callbacks may go.
CREATE TABLE agents (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  verify_key TEXT NOT NULL,
  callback_origin TEXT,
  registered_by TEXT NOT NULL,
  at TEXT NOT NULL,
  token_hash TEXT UNIQUE
);

-- Which case is which agent's. id: what the agent calls it by, given by us.
CREATE TABLE agent_requests (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  agent TEXT NOT NULL,
  agent_request_id TEXT,
  status_callback TEXT
);
