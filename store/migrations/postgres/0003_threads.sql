-- Threads, replies and what hangs on them.

CREATE TABLE thread (
  id                UUID PRIMARY KEY,
  community         UUID NOT NULL REFERENCES community (id),
  author            UUID REFERENCES member (id),
  kind              TEXT NOT NULL,
  circle            TEXT NOT NULL,
  locale            TEXT NOT NULL,
  title             TEXT NOT NULL,
  body              TEXT NOT NULL,
  html              TEXT NOT NULL,
  excerpt           TEXT NOT NULL,
  -- The profession a question is put to; NULL: all of them.
  profession        TEXT,
  -- waiting, answered, sourced for a question; NULL for a discussion
  state             TEXT,
  lived             INTEGER NOT NULL DEFAULT 0,
  professional      INTEGER NOT NULL DEFAULT 0,
  -- Reactions, counted as they are given: a page of replies reads no aggregate.
  thanks            INTEGER NOT NULL DEFAULT 0,
  me_too            INTEGER NOT NULL DEFAULT 0,
  courage           INTEGER NOT NULL DEFAULT 0,
  useful            INTEGER NOT NULL DEFAULT 0,
  created           BIGINT NOT NULL,
  active            BIGINT NOT NULL,
  edited            BIGINT,
  deleted           BIGINT
);
CREATE INDEX thread_community_active ON thread (community, active DESC, id DESC);
CREATE INDEX thread_community_created ON thread (community, created DESC, id DESC);
CREATE INDEX thread_active ON thread (active DESC, id DESC);
CREATE INDEX thread_created ON thread (created DESC, id DESC);
CREATE INDEX thread_public_active ON thread (active DESC, id DESC) WHERE circle = 'public';
CREATE INDEX thread_public_created ON thread (created DESC, id DESC) WHERE circle = 'public';
CREATE INDEX thread_waiting ON thread (community, created, id) WHERE state = 'waiting';
CREATE INDEX thread_author ON thread (author, created DESC, id DESC);

CREATE TABLE reply (
  id                UUID PRIMARY KEY,
  thread            UUID NOT NULL REFERENCES thread (id),
  parent            UUID REFERENCES reply (id),
  -- The order of reading: nested replies follow the one they hang on. A reply at the top is its
  -- own root.
  root              UUID NOT NULL,
  root_created      BIGINT NOT NULL,
  author            UUID REFERENCES member (id),
  voice             TEXT NOT NULL,
  imported          BOOLEAN NOT NULL DEFAULT FALSE,
  body              TEXT NOT NULL,
  html              TEXT NOT NULL,
  no_source         BOOLEAN NOT NULL DEFAULT FALSE,
  sources           INTEGER NOT NULL DEFAULT 0,
  thanks            INTEGER NOT NULL DEFAULT 0,
  me_too            INTEGER NOT NULL DEFAULT 0,
  courage           INTEGER NOT NULL DEFAULT 0,
  useful            INTEGER NOT NULL DEFAULT 0,
  helped            BIGINT,
  created           BIGINT NOT NULL,
  edited            BIGINT,
  deleted           BIGINT
);
CREATE INDEX reply_order ON reply (thread, root_created, root, created, id);
CREATE INDEX reply_parent ON reply (parent, created, id);
CREATE INDEX reply_author ON reply (author, created);

CREATE TABLE reply_source (
  reply             UUID NOT NULL REFERENCES reply (id),
  place             INTEGER NOT NULL,
  text              TEXT NOT NULL,
  url               TEXT,
  PRIMARY KEY (reply, place)
);

CREATE TABLE revision (
  id                UUID PRIMARY KEY,
  thread            UUID NOT NULL REFERENCES thread (id),
  -- NULL: the thread's own text
  reply             UUID REFERENCES reply (id),
  title             TEXT,
  body              TEXT NOT NULL,
  html              TEXT NOT NULL,
  until             BIGINT NOT NULL
);
CREATE INDEX revision_thread ON revision (thread, reply, until);
CREATE INDEX revision_reply ON revision (reply);

-- `subject` is the id of the reply, or of the thread itself.
CREATE TABLE reaction (
  thread            UUID NOT NULL REFERENCES thread (id),
  subject           UUID NOT NULL,
  member            UUID NOT NULL REFERENCES member (id),
  kind              TEXT NOT NULL,
  created           BIGINT NOT NULL,
  PRIMARY KEY (subject, kind, member)
);
CREATE INDEX reaction_thread ON reaction (thread, subject, kind);
CREATE INDEX reaction_member ON reaction (member, thread);

CREATE TABLE tag (
  key               TEXT COLLATE "C" PRIMARY KEY,
  label             TEXT NOT NULL
);

CREATE TABLE thread_tag (
  tag               TEXT COLLATE "C" NOT NULL REFERENCES tag (key),
  thread            UUID NOT NULL REFERENCES thread (id),
  place             INTEGER NOT NULL,
  -- Copied from the thread, so that a tag's page is read from one index.
  created           BIGINT NOT NULL,
  PRIMARY KEY (thread, tag)
);
CREATE INDEX thread_tag_tag ON thread_tag (tag, created DESC, thread DESC);

CREATE TABLE follow (
  member            UUID NOT NULL REFERENCES member (id),
  thread            UUID NOT NULL REFERENCES thread (id),
  created           BIGINT NOT NULL,
  PRIMARY KEY (member, thread)
);
CREATE INDEX follow_thread ON follow (thread);

CREATE TABLE follow_tag (
  member            UUID NOT NULL REFERENCES member (id),
  tag               TEXT COLLATE "C" NOT NULL REFERENCES tag (key),
  created           BIGINT NOT NULL,
  PRIMARY KEY (member, tag)
);
CREATE INDEX follow_tag_tag ON follow_tag (tag);
