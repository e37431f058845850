-- When a session last proved that it is its member who asks: by password, passkey or recovery code.
ALTER TABLE session ADD COLUMN proved BIGINT NOT NULL DEFAULT 0;

-- Passkeys (WebAuthn): signing in without a password.
CREATE TABLE passkey (
  id                UUID PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name              TEXT NOT NULL,
  -- Keyed hash of the credential's id, to find it by.
  credential_hash   BYTEA NOT NULL UNIQUE,
  -- The credential with its public key, sealed under the member's key.
  credential_sealed BYTEA NOT NULL,
  -- How often it has signed, as it says itself; 0 where it does not count.
  counter           BIGINT NOT NULL,
  created           BIGINT NOT NULL,
  -- The last use; NULL until it is used.
  used              BIGINT
);
CREATE INDEX passkey_member ON passkey (member, created);

-- What a passkey is to sign: taken once, within minutes, for one purpose. Holds no personal data.
CREATE TABLE passkey_challenge (
  token_hash        BYTEA PRIMARY KEY,
  purpose           TEXT NOT NULL,
  -- Whoever asked, in which session; NULL for signing in.
  member            UUID REFERENCES member (id) ON DELETE CASCADE,
  session           UUID REFERENCES session (id) ON DELETE CASCADE,
  state             TEXT NOT NULL,
  expires           BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_member ON passkey_challenge (member);
CREATE INDEX passkey_challenge_session ON passkey_challenge (session);
CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires);

-- Codes on paper for when nothing else is at hand: each signs in once. Only keyed hashes are kept.
CREATE TABLE recovery_code (
  code_hash         BYTEA PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  created           BIGINT NOT NULL,
  used              BIGINT
);
CREATE INDEX recovery_code_member ON recovery_code (member);
