-- Which notice was in force, by the SHA-256 of what it said: when a choice was recorded, and when a form was shown that somebody
-- then sent.
ALTER TABLE consents ADD COLUMN notice TEXT;
ALTER TABLE cases ADD COLUMN notice TEXT;

-- What each version of a notice said, as HTML of our own, so that a hash can be read years later. first_seen: when a scheduled
-- run first met it.
CREATE TABLE notice_versions (
  hash TEXT PRIMARY KEY,
  notice TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  english TEXT NOT NULL,
  welsh TEXT NOT NULL
);
CREATE INDEX notice_versions_of ON notice_versions (notice, first_seen);
