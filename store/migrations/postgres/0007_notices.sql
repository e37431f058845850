-- Who reads the events on their own, and how far they are: what they make of them is committed together
-- with the position, so that a reader killed anywhere neither loses nor repeats.
CREATE TABLE consumer (
  name              TEXT PRIMARY KEY,
  xid               BIGINT NOT NULL,
  id                BIGINT NOT NULL
);
INSERT INTO consumer (name, xid, id)
SELECT 'notices', e.xid, e.id FROM (SELECT 0 AS xid, 0 AS id UNION ALL SELECT xid, id FROM event) e
ORDER BY e.xid DESC, e.id DESC LIMIT 1;

-- What concerns one member. At most one for each event.
CREATE TABLE notice (
  id                UUID PRIMARY KEY,
  member            UUID NOT NULL REFERENCES member (id),
  kind              TEXT NOT NULL,
  xid               BIGINT NOT NULL,
  event             BIGINT NOT NULL,
  actor             UUID,
  community         UUID,
  thread            UUID,
  reply             UUID,
  given             BOOLEAN NOT NULL DEFAULT TRUE,
  created           BIGINT NOT NULL,
  seen              BIGINT,
  -- Mail: none, due, sending, sent. `mail_due` is when to send, or when to try again.
  mail              TEXT NOT NULL DEFAULT 'none',
  mail_due          BIGINT,
  -- The mail it goes out with, which is named after it: tried again, it is the same mail.
  mail_id           UUID,
  UNIQUE (member, xid, event)
);
CREATE INDEX notice_member ON notice (member, created, id);
CREATE INDEX notice_new ON notice (member, thread) WHERE seen IS NULL;
CREATE INDEX notice_due ON notice (mail_due, member) WHERE mail IN ('due', 'sending');

-- What a member chose; what is missing is as usual.
CREATE TABLE notice_pace (
  member            UUID NOT NULL REFERENCES member (id),
  kind              TEXT NOT NULL,
  pace              TEXT NOT NULL,
  PRIMARY KEY (member, kind)
);
