-- A complaint that was acknowledged has no date left (Data Protection Act 2018, s.164A): it is not late.
UPDATE cases SET waiting = 'acknowledged'
WHERE form = 'complaint' AND status <> 'closed'
  AND EXISTS (SELECT 1 FROM case_events e WHERE e.reference = cases.reference AND e.event LIKE '{"event":"acknowledged"%');

-- Only a request for access can be paused (UK GDPR Art 12A(5)): the days of others count.
UPDATE cases SET waiting = 'no' WHERE waiting = 'paused' AND form NOT IN ('subject-access', 'cctv');
