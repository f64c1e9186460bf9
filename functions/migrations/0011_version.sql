-- Which version of a form was sent, as the page counted or as a keyed hash of what was typed: the same key with another version is
-- told that what was changed was not sent.
ALTER TABLE submissions ADD COLUMN version TEXT;
