-- Where a device wants to be rung at (Web Push). It ends with the session it was made in.
CREATE TABLE push_subscription (
  id                BLOB PRIMARY KEY,
  member            BLOB NOT NULL REFERENCES member (id),
  session           BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  -- Keyed hash of the address, to find it by.
  address_hash      BLOB NOT NULL UNIQUE,
  -- Address and keys, sealed under the member's key.
  sealed            BLOB NOT NULL,
  created           BIGINT NOT NULL
);
CREATE INDEX push_subscription_member ON push_subscription (member, created);
CREATE INDEX push_subscription_session ON push_subscription (session);

-- When to ring, or to try again; NULL when there is nothing to ring for.
ALTER TABLE notice ADD COLUMN push_due BIGINT;
CREATE INDEX notice_push_due ON notice (push_due) WHERE push_due IS NOT NULL;

-- Which kinds ring, where a member chose; what is missing is as usual.
CREATE TABLE notice_push (
  member            BLOB NOT NULL REFERENCES member (id),
  kind              TEXT NOT NULL,
  pushed            BOOLEAN NOT NULL,
  PRIMARY KEY (member, kind)
);

-- Whether the lock screen may say who and where.
ALTER TABLE member ADD COLUMN push_reveals BOOLEAN NOT NULL DEFAULT FALSE;
