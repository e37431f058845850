-- What was reported about one text or member, until it is decided.
CREATE TABLE moderation_case (
  id                BLOB PRIMARY KEY,
  -- NULL for what stands in no community: moderators of the instance look at it.
  community         BLOB REFERENCES community (id),
  subject           TEXT NOT NULL,
  subject_id        BLOB NOT NULL,
  thread            BLOB,
  -- Whose it is.
  member            BLOB REFERENCES member (id),
  urgent            BOOLEAN NOT NULL DEFAULT FALSE,
  opened            BIGINT NOT NULL,
  due               BIGINT NOT NULL,
  claimed_by        BLOB REFERENCES member (id),
  claimed           BIGINT,
  closed            BIGINT
);
-- One text has one case that waits.
CREATE UNIQUE INDEX moderation_case_subject ON moderation_case (subject_id) WHERE closed IS NULL;
CREATE INDEX moderation_case_waiting ON moderation_case (due, id) WHERE closed IS NULL;
CREATE INDEX moderation_case_member ON moderation_case (member);
CREATE INDEX moderation_case_about ON moderation_case (subject_id);

CREATE TABLE report (
  id                BLOB PRIMARY KEY,
  moderation_case   BLOB NOT NULL REFERENCES moderation_case (id),
  -- NULL of visitors and of automatic looks.
  member            BLOB REFERENCES member (id),
  source            TEXT NOT NULL,
  reason            TEXT NOT NULL,
  -- In the reporter's words: under their own key, or the instance's for those without an account.
  sealed            BLOB,
  -- Where a visitor is told what came of it; gone then.
  contact_sealed    BLOB,
  created           BIGINT NOT NULL
);
CREATE INDEX report_case ON report (moderation_case, created, id);
CREATE UNIQUE INDEX report_member ON report (moderation_case, member) WHERE member IS NOT NULL;
CREATE INDEX report_of_member ON report (member, created);
-- What is noticed by itself is noticed once, however often a text is changed.
CREATE UNIQUE INDEX report_noticed ON report (moderation_case, reason) WHERE source = 'noticed';

CREATE TABLE case_note (
  id                BLOB PRIMARY KEY,
  moderation_case   BLOB NOT NULL REFERENCES moderation_case (id),
  member            BLOB REFERENCES member (id),
  body              TEXT NOT NULL,
  created           BIGINT NOT NULL
);
CREATE INDEX case_note_case ON case_note (moderation_case, created, id);

-- A decision with its statement of reasons.
CREATE TABLE decision (
  id                BLOB PRIMARY KEY,
  moderation_case   BLOB NOT NULL REFERENCES moderation_case (id),
  community         BLOB REFERENCES community (id),
  -- Whom it concerns.
  member            BLOB REFERENCES member (id),
  decided_by        BLOB REFERENCES member (id),
  subject           TEXT NOT NULL,
  subject_id        BLOB NOT NULL,
  thread            BLOB,
  action            TEXT NOT NULL,
  measure           TEXT NOT NULL,
  rule              TEXT,
  -- Under the key of whom it concerns, because it speaks of them and quotes them.
  reasons_sealed    BLOB,
  excerpt_sealed    BLOB,
  reports           INTEGER NOT NULL,
  noticed           BOOLEAN NOT NULL,
  until             BIGINT,
  opened            BIGINT NOT NULL,
  created           BIGINT NOT NULL,
  reversed          BIGINT
);
CREATE INDEX decision_member ON decision (member, created, id);
CREATE INDEX decision_community ON decision (community, created, id);
CREATE INDEX decision_created ON decision (created, id);
CREATE INDEX decision_case ON decision (moderation_case);
CREATE INDEX decision_about ON decision (subject_id);

CREATE TABLE appeal (
  decision          BLOB PRIMARY KEY REFERENCES decision (id),
  member            BLOB NOT NULL REFERENCES member (id),
  sealed            BLOB NOT NULL,
  created           BIGINT NOT NULL,
  due               BIGINT NOT NULL,
  read_by           BLOB REFERENCES member (id),
  outcome           TEXT,
  answer_sealed     BLOB,
  answered          BIGINT
);
CREATE INDEX appeal_waiting ON appeal (due, decision) WHERE answered IS NULL;
CREATE INDEX appeal_member ON appeal (member);

-- A text that moderation took out of every other table, under its author's key.
CREATE TABLE veil (
  subject_id        BLOB PRIMARY KEY,
  subject           TEXT NOT NULL,
  member            BLOB REFERENCES member (id),
  sealed            BLOB NOT NULL,
  created           BIGINT NOT NULL
);
CREATE INDEX veil_member ON veil (member);

-- `hidden` or `removed` by moderation; NULL otherwise. The text is in `veil`.
ALTER TABLE thread ADD COLUMN veiled TEXT;
ALTER TABLE reply ADD COLUMN veiled TEXT;
-- Until when a suspended member is kept out, and until when one writes little.
ALTER TABLE membership ADD COLUMN until BIGINT;
ALTER TABLE membership ADD COLUMN slowed BIGINT;
CREATE INDEX membership_until ON membership (until) WHERE until IS NOT NULL;

-- What moderators and administrators did, in one chain: each row's hash holds the one before.
-- People stand in it under a hash keyed with their own key, which dies at their erasure.
CREATE TABLE audit (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  at                BIGINT NOT NULL,
  actor             BLOB,
  about             BLOB,
  verb              TEXT NOT NULL,
  community         BLOB,
  subject           BLOB,
  detail            TEXT NOT NULL,
  previous          BLOB NOT NULL,
  hash              BLOB NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, id);
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
