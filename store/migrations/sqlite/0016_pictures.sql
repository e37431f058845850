-- A picture. What is to be seen of it lies outside the database (setting `pictures`), sealed under its member's key.
CREATE TABLE picture (
  id                BLOB PRIMARY KEY,
  member            BLOB NOT NULL REFERENCES member (id),
  -- Whose readers see it; NULL: nobody's but the member who brought it.
  thread            BLOB REFERENCES thread (id),
  -- The text it stands with: the thread's or a reply's id.
  post              BLOB,
  place             INTEGER NOT NULL DEFAULT 0,
  -- What is to be seen on it, for those who do not see it.
  alt               TEXT NOT NULL DEFAULT '',
  -- Of the large file, in pixels.
  width             INTEGER NOT NULL,
  height            INTEGER NOT NULL,
  created           BIGINT NOT NULL,
  -- From when it may go: no text has taken it, or its text is gone.
  until             BIGINT
);
CREATE INDEX picture_post ON picture (post, place);
CREATE INDEX picture_member ON picture (member, until);
CREATE INDEX picture_until ON picture (until, id) WHERE until IS NOT NULL;

-- How many there are, so that a page without any asks for none.
ALTER TABLE thread ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reply ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
