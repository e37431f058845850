-- One person, one badge: a register number verifies one member, also when two administrators decide
-- at the same moment.
CREATE UNIQUE INDEX claim_number ON claim (number_hash) WHERE state = 'verified';

-- Most replies hang on none: an index that holds those too looks useless to a planner that counts.
DROP INDEX reply_parent;
CREATE INDEX reply_parent ON reply (parent, created, id) WHERE parent IS NOT NULL;

-- Waiting questions are read community by community, those put to one profession apart.
CREATE INDEX thread_waiting_profession ON thread (community, profession, created, id) WHERE state = 'waiting';

-- A tag's threads by their latest activity, for those who follow it: copied from the thread.
ALTER TABLE thread_tag ADD COLUMN active BIGINT NOT NULL DEFAULT 0;
UPDATE thread_tag SET active = (SELECT t.active FROM thread t WHERE t.id = thread_tag.thread);
CREATE INDEX thread_tag_active ON thread_tag (tag, active DESC, thread DESC);
