-- Administering the instance, and what holds abuse back.

-- Whether the address belongs to a service that gives addresses away for minutes. Nothing is refused for it.
ALTER TABLE member ADD COLUMN disposable BOOLEAN NOT NULL DEFAULT FALSE;
-- How many signed up lately.
CREATE INDEX member_created ON member (created);

-- What an administrator changes while the instance runs; what is missing here is as the program has it.
CREATE TABLE instance_setting (
  name              TEXT PRIMARY KEY,
  value             TEXT NOT NULL,
  changed           BIGINT NOT NULL
);

-- Links that let people sign up. Only the hash of what stands in the link is kept.
CREATE TABLE invitation (
  id                UUID PRIMARY KEY,
  token_hash        BYTEA NOT NULL UNIQUE,
  note              TEXT NOT NULL,
  made_by           UUID REFERENCES member (id),
  uses              INTEGER NOT NULL,
  used              INTEGER NOT NULL DEFAULT 0,
  created           BIGINT NOT NULL,
  expires           BIGINT NOT NULL,
  revoked           BIGINT
);
CREATE INDEX invitation_created ON invitation (created, id);
CREATE INDEX invitation_made_by ON invitation (made_by, created);

-- Why an administrator did something. The audit log says what and is never changed; the reason quotes people, so it
-- lies here under the key of whom it concerns, and goes with them.
CREATE TABLE administration_act (
  id                UUID PRIMARY KEY,
  verb              TEXT NOT NULL,
  -- Whom it concerns; NULL for what concerns the instance.
  member            UUID REFERENCES member (id),
  made_by           UUID REFERENCES member (id),
  reason_sealed     BYTEA NOT NULL,
  created           BIGINT NOT NULL
);
CREATE INDEX administration_act_member ON administration_act (member, created, id);
CREATE INDEX administration_act_made_by ON administration_act (made_by);

-- Members are listed by folded name, in the same order on both engines.
ALTER TABLE member ALTER COLUMN pseudonym_key TYPE TEXT COLLATE "C";
