-- Proving a profession: with Pro Santé Connect, or by a proof that two administrators look at; and for how long it holds.

-- Until when the badge holds, and when its member was told that it ends. NULL at first for badges from before and from
-- dumps: the worker gives them a date (`service::pro_sante::sweep`).
ALTER TABLE member ADD COLUMN badge_expires BIGINT;
ALTER TABLE member ADD COLUMN badge_told BIGINT;
CREATE INDEX member_badge_expires ON member (badge_expires) WHERE badge IS NOT NULL;
-- How many administrators there are: two must agree.
CREATE INDEX member_administrator ON member (id) WHERE administrator;

-- manual, pro_sante. A claim of Pro Santé Connect holds the keyed hash of the register identity and nothing readable.
ALTER TABLE claim ADD COLUMN way TEXT NOT NULL DEFAULT 'manual';
-- The first administrator who agreed; the second decides.
ALTER TABLE claim ADD COLUMN yes_by UUID REFERENCES member (id);
ALTER TABLE claim ADD COLUMN yes_at BIGINT;
CREATE INDEX claim_yes_by ON claim (yes_by) WHERE yes_by IS NOT NULL;

-- What proves a claim, until it is decided: sealed under the member's key.
CREATE TABLE claim_proof (
  claim             UUID PRIMARY KEY REFERENCES claim (id),
  member            UUID NOT NULL REFERENCES member (id),
  -- pdf, jpeg, png, webp
  kind              TEXT NOT NULL,
  sealed            BYTEA NOT NULL,
  created           BIGINT NOT NULL
);
CREATE INDEX claim_proof_member ON claim_proof (member);

-- Who went to Pro Santé Connect and may come back: taken once, within minutes, by the session that went.
CREATE TABLE pro_sante_attempt (
  state_hash        BYTEA PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  session           UUID NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  -- The nonce and the PKCE verifier, sealed under the member's key.
  sealed            BYTEA NOT NULL,
  created           BIGINT NOT NULL,
  expires           BIGINT NOT NULL
);
CREATE INDEX pro_sante_attempt_member ON pro_sante_attempt (member);
CREATE INDEX pro_sante_attempt_session ON pro_sante_attempt (session);
CREATE INDEX pro_sante_attempt_expires ON pro_sante_attempt (expires);
