-- The request that an event comes from, as the log knows it: what jobs make of the event is found beside
-- what the request did. A random number, written down nowhere else but in the log.
ALTER TABLE event ADD COLUMN cause BIGINT;
