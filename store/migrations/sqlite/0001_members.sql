-- Members, what proves who they are, what they agreed to.
-- Moments are microseconds UTC. `*_sealed` is encrypted, `*_hash` keyed or of random bytes:
-- no e-mail address or register number stands here in clear.

CREATE TABLE member (
  id                BLOB PRIMARY KEY,
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
  email_hash        BLOB UNIQUE,
  email_sealed      BLOB,
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
  member            BLOB PRIMARY KEY REFERENCES member (id),
  wrapped           BLOB NOT NULL
);

CREATE TABLE session (
  id                BLOB PRIMARY KEY,
  token_hash        BLOB NOT NULL UNIQUE,
  member            BLOB NOT NULL REFERENCES member (id),
  device            TEXT NOT NULL,
  created           BIGINT NOT NULL,
  last_seen         BIGINT NOT NULL,
  expires           BIGINT NOT NULL
);
CREATE INDEX session_member ON session (member, last_seen);
CREATE INDEX session_expires ON session (expires);

-- Links sent by mail: confirm an address, change it, choose a new password.
CREATE TABLE mail_token (
  token_hash        BLOB PRIMARY KEY,
  member            BLOB NOT NULL REFERENCES member (id),
  purpose           TEXT NOT NULL,
  payload_sealed    BLOB,
  created           BIGINT NOT NULL,
  expires           BIGINT NOT NULL,
  used              BIGINT
);
CREATE INDEX mail_token_member ON mail_token (member, purpose);
CREATE INDEX mail_token_expires ON mail_token (expires);

CREATE TABLE receipt (
  id                BLOB PRIMARY KEY,
  member            BLOB NOT NULL REFERENCES member (id),
  purpose           TEXT NOT NULL,
  community         BLOB,
  text_version      TEXT NOT NULL,
  text_hash         BLOB NOT NULL,
  given             BIGINT NOT NULL,
  withdrawn         BIGINT
);
CREATE INDEX receipt_member ON receipt (member, given);

CREATE TABLE claim (
  id                BLOB PRIMARY KEY,
  member            BLOB NOT NULL REFERENCES member (id),
  profession        TEXT NOT NULL,
  number_sealed     BLOB,
  number_hash       BLOB,
  workplace_sealed  BLOB,
  state             TEXT NOT NULL,
  created           BIGINT NOT NULL,
  decided           BIGINT,
  decided_by        BLOB
);
CREATE INDEX claim_state ON claim (state, created, id);
CREATE INDEX claim_member ON claim (member, created);

-- Stands here for equal schemas: SQLite counts in memory, PostgreSQL in its table.
CREATE TABLE rate_limit (
  bucket            TEXT PRIMARY KEY,
  -- Theoretical arrival time (GCRA).
  arrival           BIGINT NOT NULL
);
