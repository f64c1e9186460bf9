-- Ids and times are TEXT (RFC 3339, UTC): D1 hands integers over as floating point. What people write is never here in
-- the clear: answers and documents are sealed and live in R2; messages are encrypted under the Worker's secret.

CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  revision INTEGER NOT NULL,
  decided_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  source TEXT NOT NULL,
  granted TEXT NOT NULL,
  refused TEXT NOT NULL,
  language TEXT NOT NULL
);
CREATE INDEX consents_by_day ON consents (site, decided_at);

-- What a queue gave up on. A row here is looked at by a person.
CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL
);

-- A form being sent. key_hash: SHA-256 of the client's Idempotency-Key. Swept after a day if it is never completed.
CREATE TABLE submissions (
  id TEXT PRIMARY KEY,
  key_hash TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  created_at TEXT NOT NULL,
  completed_at TEXT
);
CREATE INDEX submissions_unfinished ON submissions (completed_at, created_at);

-- What the events of a case add up to, for lists. receipt_hash: SHA-256 of the receipt code.
CREATE TABLE cases (
  reference TEXT PRIMARY KEY,
  submission TEXT NOT NULL UNIQUE REFERENCES submissions (id),
  form TEXT NOT NULL,
  status TEXT NOT NULL,
  received_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  steps TEXT NOT NULL,
  receipt_hash TEXT NOT NULL,
  evidence TEXT NOT NULL CHECK (evidence IN ('none', 'kept', 'deleting', 'deleted'))
);
CREATE INDEX cases_open ON cases (status, due_on);
CREATE INDEX cases_to_delete ON cases (evidence);

-- Only ever added to. The sequence makes two decisions at the same time a conflict instead of a muddle.
CREATE TABLE case_events (
  reference TEXT NOT NULL REFERENCES cases (reference),
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (reference, sequence)
);

CREATE TABLE case_files (
  reference TEXT NOT NULL REFERENCES cases (reference),
  n INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (reference, n)
);

CREATE TABLE case_messages (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL REFERENCES cases (reference),
  at TEXT NOT NULL,
  encrypted TEXT NOT NULL
);
CREATE INDEX case_messages_of ON case_messages (reference, at);

-- Effects beyond the row, written in the same batch as what caused them and sent afterwards until they succeed.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  reference TEXT NOT NULL,
  created_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  sent_at TEXT
);
CREATE INDEX outbox_waiting ON outbox (sent_at, created_at);

-- Who may use the desk. Signing in is Cloudflare Access's part; being let in is this table's.
CREATE TABLE staff (
  email TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  key TEXT NOT NULL
);

-- One row a scheduled run: a run that fails or never happens shows by its absence.
CREATE TABLE cron_runs (
  at TEXT PRIMARY KEY,
  swept INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  failed INTEGER NOT NULL
);
