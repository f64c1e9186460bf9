-- The demonstration institution's staff. Applied by `cargo xtask up`, never in production.
INSERT OR IGNORE INTO staff (email, name, key) VALUES
  ('asha@example.ac.uk', 'Asha', 'asha'),
  ('ben@example.ac.uk', 'Ben', 'ben');
