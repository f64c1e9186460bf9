-- Whether the time to answer waits for the person: 'no', 'to-start' (there is no due date yet; due_on keeps the last one, for
-- the order of lists) or 'paused'.
ALTER TABLE cases ADD COLUMN waiting TEXT NOT NULL DEFAULT 'no';
