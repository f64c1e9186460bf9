-- What a record has to prove: which services it is about, where it was chosen, the words that were shown (by their hash), the choice before it, and
-- whether the browser sent Global Privacy Control.
ALTER TABLE consents ADD COLUMN covered TEXT;
ALTER TABLE consents ADD COLUMN surface TEXT;
ALTER TABLE consents ADD COLUMN asked TEXT NOT NULL DEFAULT '[]';
ALTER TABLE consents ADD COLUMN wording TEXT;
ALTER TABLE consents ADD COLUMN previous TEXT;
ALTER TABLE consents ADD COLUMN gpc INTEGER NOT NULL DEFAULT 0;
CREATE INDEX consents_by_month ON consents (decided_at, id);
CREATE INDEX consents_recorded ON consents (recorded_at);

-- Texts that were shown, once each, by their SHA-256. They say nothing about anybody and are kept for good.
CREATE TABLE wordings (
  hash TEXT PRIMARY KEY,
  language TEXT NOT NULL,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  first_shown TEXT NOT NULL
);

-- Ids whose records a visitor had deleted, so that a late copy does not bring them back. `archived`: the id may be in the
-- archive, which the scheduled run looks through.
CREATE TABLE consents_deleted (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  archived INTEGER NOT NULL
);
CREATE INDEX consents_deleted_archived ON consents_deleted (archived, at);

-- Totals a day, made anew from the records while those of the day still arrive.
CREATE TABLE consent_counts (
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  decisions INTEGER NOT NULL,
  PRIMARY KEY (day, site, source)
);
CREATE TABLE consent_names (
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  name TEXT NOT NULL,
  granted INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY (day, site, name)
);
