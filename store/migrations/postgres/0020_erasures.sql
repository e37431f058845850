-- Leaving for good, and taking one's data along.

-- Erasures that were asked for and are not done yet. `member` is NULL once the member is gone and only the database
-- file is to be written anew; then the row goes.
CREATE TABLE erasure (
  id                UUID PRIMARY KEY,
  member            UUID UNIQUE REFERENCES member (id),
  -- What becomes of words that others built on: leave, remove.
  words             TEXT NOT NULL,
  asked             BIGINT NOT NULL,
  due               BIGINT NOT NULL,
  -- Somebody is at it until then; killed meanwhile, another goes on afterwards.
  held              BIGINT
);
CREATE INDEX erasure_due ON erasure (due, id);

-- Who was erased, for restored backups: rows are added and never changed. The mark is a keyed hash of the member's id,
-- which stands nowhere else any more (docs/decisions/erasure.md).
CREATE TABLE tombstone (
  mark              BYTEA PRIMARY KEY,
  words             TEXT NOT NULL,
  erased            BIGINT NOT NULL
);

-- Copies of all that concerns a member, made for them. The file lies beside the pictures, sealed under their key.
CREATE TABLE export (
  id                UUID PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id),
  -- asked, ready
  state             TEXT NOT NULL,
  asked             BIGINT NOT NULL,
  held              BIGINT,
  made              BIGINT,
  -- From when it goes.
  expires           BIGINT,
  -- Of how many sealed parts the file is, and its size in bytes.
  parts             INTEGER NOT NULL DEFAULT 0,
  bytes             BIGINT NOT NULL DEFAULT 0,
  -- The session that proved who asks, and until when the proof opens the file.
  opened_by         UUID,
  opened_until      BIGINT
);
CREATE INDEX export_member ON export (member, asked);
CREATE INDEX export_asked ON export (asked, id) WHERE state = 'asked';
CREATE INDEX export_expires ON export (expires, id) WHERE expires IS NOT NULL;
