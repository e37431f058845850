-- Personal tokens: programs act with them in a member's name. Only the hash is kept; it ends with the account.
CREATE TABLE personal_token (
  id                UUID PRIMARY KEY,
  token_hash        BYTEA NOT NULL UNIQUE,
  member            UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name              TEXT NOT NULL,
  can_read          BOOLEAN NOT NULL,
  can_write         BOOLEAN NOT NULL,
  created           BIGINT NOT NULL,
  expires           BIGINT NOT NULL,
  -- The day of the last use; NULL until it is used.
  used              BIGINT
);
CREATE INDEX personal_token_member ON personal_token (member, created);
CREATE INDEX personal_token_expires ON personal_token (expires);
