-- What was stored of a form that is being sent: where each sealed document lies below sealed/{reference}/ and the SHA-256 of its
-- envelope. An object is written once; another upload of the same document is another object, and this row says which counts.
CREATE TABLE submission_parts (
  submission TEXT NOT NULL REFERENCES submissions (id),
  n INTEGER NOT NULL,
  object TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (submission, n)
);

-- What was acknowledged. Older cases have NULL: their objects are called by their part's name, and nobody noted a digest.
ALTER TABLE cases ADD COLUMN answers_object TEXT;
ALTER TABLE cases ADD COLUMN answers_digest TEXT;
ALTER TABLE case_files ADD COLUMN object TEXT;
ALTER TABLE case_files ADD COLUMN digest TEXT;

-- Set apart: sent without a proof of work, or with one, while very much came from one network. Nothing else differs.
ALTER TABLE submissions ADD COLUMN apart INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN apart INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_listed ON cases (apart, due_on, reference);

-- Completed by staff: nobody else is told anything about it, whatever key they know.
ALTER TABLE submissions ADD COLUMN staff INTEGER NOT NULL DEFAULT 0;

-- How often something was done in a while. who: a keyed hash of a network and the day; nobody can be found by it.
CREATE TABLE fences (
  who TEXT NOT NULL,
  since TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (who, since)
);
CREATE INDEX fences_by_time ON fences (since);

-- What failed is tried again, ever more slowly, for as long as it takes.
ALTER TABLE outbox ADD COLUMN next_at TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_next ON outbox (sent_at, next_at);
ALTER TABLE cron_runs ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;

-- How far work that takes several runs has come.
CREATE TABLE progress (
  work TEXT PRIMARY KEY,
  reached TEXT NOT NULL
);
