-- Whether a record brought a proof of work and was within what one network sends. What was taken before there were proofs
-- counts as it did.
ALTER TABLE consents ADD COLUMN proved INTEGER NOT NULL DEFAULT 1;
ALTER TABLE consent_counts ADD COLUMN unproved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent_names ADD COLUMN unproved INTEGER NOT NULL DEFAULT 0;

-- `known`: there was a record of this id, or one that names it as the one before. Of made-up ids only so many are kept.
ALTER TABLE consents_deleted ADD COLUMN known INTEGER NOT NULL DEFAULT 1;

-- Which parts of the archive hold which records, by the first 13 characters of their ids (48 bits), so that a deletion reads
-- only parts that may hold its record. The part '' is there once every part that is older than this table is in it.
CREATE TABLE consents_archive_parts (
  part TEXT PRIMARY KEY
);
CREATE TABLE consents_archived (
  start TEXT NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (start, part)
) WITHOUT ROWID;
CREATE INDEX consents_archived_by_part ON consents_archived (part);
