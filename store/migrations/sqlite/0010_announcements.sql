-- What hosts put first: pinned threads and announcements; and what is shown to those who only look by.

-- An announcement that a host closed to replies: since when.
ALTER TABLE thread ADD COLUMN closed BIGINT;

-- At most three in a community, in the hosts' order.
CREATE TABLE pin (
  community         BLOB NOT NULL REFERENCES community (id),
  place             INTEGER NOT NULL CHECK (place BETWEEN 1 AND 3),
  thread            BLOB NOT NULL UNIQUE REFERENCES thread (id),
  created           BIGINT NOT NULL,
  PRIMARY KEY (community, place)
);

-- Announcements whose community is still being told: how far one is among its members. The event
-- (`xid`, `event`) is the one that every notice of it names.
CREATE TABLE telling (
  thread            BLOB PRIMARY KEY REFERENCES thread (id),
  xid               BIGINT NOT NULL,
  event             BIGINT NOT NULL,
  at                BIGINT NOT NULL,
  after             BLOB NOT NULL
);

CREATE INDEX thread_announcement ON thread (community, created DESC, id DESC) WHERE kind = 'announcement';
-- What everybody reads of one community, and all of it from the first on.
CREATE INDEX thread_public_community ON thread (community, created DESC, id DESC) WHERE circle = 'public';
CREATE INDEX reply_created ON reply (thread, created DESC, id DESC);
