-- What an agent's signed message was used for, until it has expired: nothing that was signed for one thing does another. hash: of
-- what was signed, under the Worker's secret, because a message has claims about a person.
CREATE TABLE agent_messages (
  agent TEXT NOT NULL,
  hash TEXT NOT NULL,
  used_for TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (agent, hash)
);
CREATE INDEX agent_messages_expired ON agent_messages (expires_at);

-- How an agent's address takes its status messages. failures: in a row. not_before: it is left alone until then.
CREATE TABLE agent_callbacks (
  agent TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  failing_since TEXT,
  tried_at TEXT NOT NULL,
  not_before TEXT NOT NULL
);
