-- Members, what proves who they are, what they agreed to.
-- Moments are microseconds UTC. `*_sealed` is encrypted, `*_hash` keyed or of random bytes:
-- no e-mail address or register number stands here in clear.

CREATE TABLE member (
  id                UUID PRIMARY KEY,
  pseudonym         TEXT NOT NULL,
  pseudonym_key     TEXT NOT NULL UNIQUE,
  role              TEXT NOT NULL,
  organisation      TEXT,
  about             TEXT NOT NULL DEFAULT '',
  -- The verified profession; NULL without a badge.
  badge             TEXT,
  badge_since       BIGINT,
  -- The profession an import named; gives no badge.
  claimed           TEXT,
  email_hash        BYTEA UNIQUE,
  email_sealed      BYTEA,
  confirmed         BIGINT,
  password          TEXT,
  administrator     BOOLEAN NOT NULL DEFAULT FALSE,
  moderator         BOOLEAN NOT NULL DEFAULT FALSE,
  locale            TEXT NOT NULL DEFAULT 'fr',
  theme             TEXT NOT NULL DEFAULT 'system',
  zone              TEXT NOT NULL DEFAULT 'Europe/Paris',
  created           BIGINT NOT NULL
);

-- A key per member for what is sealed; destroyed at erasure, left out of backups of the database.
CREATE TABLE member_key (
  member            UUID PRIMARY KEY REFERENCES member (id),
  wrapped           BYTEA NOT NULL
);

CREATE TABLE session (
  id                UUID PRIMARY KEY,
  token_hash        BYTEA NOT NULL UNIQUE,
  member            UUID NOT NULL REFERENCES member (id),
  device            TEXT NOT NULL,
  created           BIGINT NOT NULL,
  last_seen         BIGINT NOT NULL,
  expires           BIGINT NOT NULL
);
CREATE INDEX session_member ON session (member, last_seen);
CREATE INDEX session_expires ON session (expires);

-- Links sent by mail: confirm an address, change it, choose a new password.
CREATE TABLE mail_token (
  token_hash        BYTEA PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id),
  purpose           TEXT NOT NULL,
  payload_sealed    BYTEA,
  created           BIGINT NOT NULL,
  expires           BIGINT NOT NULL,
  used              BIGINT
);
CREATE INDEX mail_token_member ON mail_token (member, purpose);
CREATE INDEX mail_token_expires ON mail_token (expires);

CREATE TABLE receipt (
  id                UUID PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id),
  purpose           TEXT NOT NULL,
  community         UUID,
  text_version      TEXT NOT NULL,
  text_hash         BYTEA NOT NULL,
  given             BIGINT NOT NULL,
  withdrawn         BIGINT
);
CREATE INDEX receipt_member ON receipt (member, given);

CREATE TABLE claim (
  id                UUID PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id),
  profession        TEXT NOT NULL,
  number_sealed     BYTEA,
  number_hash       BYTEA,
  workplace_sealed  BYTEA,
  state             TEXT NOT NULL,
  created           BIGINT NOT NULL,
  decided           BIGINT,
  decided_by        UUID
);
CREATE INDEX claim_state ON claim (state, created, id);
CREATE INDEX claim_member ON claim (member, created);

-- Only used on PostgreSQL, where several nodes count together; SQLite counts in memory.
CREATE UNLOGGED TABLE rate_limit (
  bucket            TEXT PRIMARY KEY,
  -- Theoretical arrival time (GCRA).
  arrival           BIGINT NOT NULL
);
