-- What happened: the outbox that the worker reads. Ids and kinds, never text.

CREATE TABLE event (
  id                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind              TEXT NOT NULL,
  at                BIGINT NOT NULL,
  actor             UUID,
  community         UUID,
  thread            UUID,
  reply             UUID,
  member            UUID,
  -- The writing transaction: a consumer reads only below the oldest one still running.
  xid               BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)
);

-- The ids that a dump gave to what it named; importing it twice changes nothing.
CREATE TABLE import_ref (
  source            TEXT COLLATE "C" NOT NULL,
  kind              TEXT COLLATE "C" NOT NULL,
  external          TEXT COLLATE "C" NOT NULL,
  id                UUID NOT NULL,
  PRIMARY KEY (source, kind, external)
);
CREATE INDEX import_ref_id ON import_ref (id);
