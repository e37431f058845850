-- Whoever goes is looked for wherever they are named: without reading whole tables, one account after the other.
CREATE INDEX notice_actor ON notice (actor) WHERE actor IS NOT NULL;
CREATE INDEX event_actor ON event (actor) WHERE actor IS NOT NULL;
CREATE INDEX event_member ON event (member) WHERE member IS NOT NULL;
CREATE INDEX letter_author ON letter (author);
CREATE INDEX letter_block_blocked ON letter_block (blocked);
CREATE INDEX decision_decided_by ON decision (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX case_note_member ON case_note (member);
-- What somebody looks at, and what waits about a thread.
CREATE INDEX moderation_case_claimed ON moderation_case (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX moderation_case_thread ON moderation_case (thread) WHERE closed IS NULL;
