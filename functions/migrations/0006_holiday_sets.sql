-- The dates that an officer let go with a set. The days in force are the register's and the set's without these.
ALTER TABLE holiday_sets ADD COLUMN dropped TEXT NOT NULL DEFAULT '[]';

-- How far the open cases were gone through with it: the last reference.
ALTER TABLE holiday_sets ADD COLUMN gone_through TEXT NOT NULL DEFAULT '';
