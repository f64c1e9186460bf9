-- The language that a message is written in, `en` or `cy`, so that it is read aloud as what it is. Null: English, or a template's
-- Welsh that its first word shows.
ALTER TABLE case_messages ADD COLUMN language TEXT;
