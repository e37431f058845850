-- What happened: the outbox that the worker reads. Ids and kinds, never text.

CREATE TABLE event (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  kind              TEXT NOT NULL,
  at                BIGINT NOT NULL,
  actor             BLOB,
  community         BLOB,
  thread            BLOB,
  reply             BLOB,
  member            BLOB,
  -- The writing transaction: a consumer reads only below the oldest one still running.
  xid               BIGINT NOT NULL DEFAULT 0
);

-- The ids that a dump gave to what it named; importing it twice changes nothing.
CREATE TABLE import_ref (
  source            TEXT NOT NULL,
  kind              TEXT NOT NULL,
  external          TEXT NOT NULL,
  id                BLOB NOT NULL,
  PRIMARY KEY (source, kind, external)
);
CREATE INDEX import_ref_id ON import_ref (id);
