-- Charters live: which versions members are asked about again, and who owned a community before.

-- Whether this version changes what members agreed to.
ALTER TABLE charter ADD COLUMN material BOOLEAN NOT NULL DEFAULT FALSE;
-- Who owned the community until this version, where it changed that.
ALTER TABLE charter ADD COLUMN owner_before TEXT;

-- The latest version of the charter this member agreed to.
ALTER TABLE membership ADD COLUMN charter INTEGER NOT NULL DEFAULT 1;
UPDATE membership SET charter =
  COALESCE((SELECT MAX(h.version) FROM charter h WHERE h.community = membership.community), 1);

-- Versions whose community is still being told, as in `telling`.
CREATE TABLE charter_telling (
  charter           BLOB PRIMARY KEY REFERENCES charter (id),
  xid               BIGINT NOT NULL,
  event             BIGINT NOT NULL,
  at                BIGINT NOT NULL,
  after             BLOB NOT NULL
);
