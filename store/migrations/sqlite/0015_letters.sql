-- Two members who write to each other. `one` is the lesser id: a pair is one row.
CREATE TABLE correspondence (
  id                BLOB PRIMARY KEY,
  one               BLOB NOT NULL REFERENCES member (id),
  other             BLOB NOT NULL REFERENCES member (id),
  asked_by          BLOB NOT NULL,
  state             TEXT NOT NULL,
  created           BIGINT NOT NULL,
  last              BIGINT NOT NULL,
  UNIQUE (one, other)
);
CREATE INDEX correspondence_one ON correspondence (one, last, id);
CREATE INDEX correspondence_other ON correspondence (other, last, id);

-- A letter, sealed under its author's key: it ends with them.
CREATE TABLE letter (
  id                BLOB PRIMARY KEY,
  correspondence    BLOB NOT NULL REFERENCES correspondence (id),
  author            BLOB NOT NULL REFERENCES member (id),
  -- NULL when its author took it back.
  sealed            BLOB,
  created           BIGINT NOT NULL,
  read              BIGINT
);
CREATE INDEX letter_correspondence ON letter (correspondence, created, id);
CREATE INDEX letter_unread ON letter (correspondence, author) WHERE read IS NULL;

CREATE TABLE letter_block (
  member            BLOB NOT NULL REFERENCES member (id),
  blocked           BLOB NOT NULL REFERENCES member (id),
  created           BIGINT NOT NULL,
  PRIMARY KEY (member, blocked)
);

-- What somebody received and handed to the administrators: a copy, sealed under the reporter's key.
CREATE TABLE letter_report (
  letter            BLOB NOT NULL REFERENCES letter (id),
  reporter          BLOB NOT NULL REFERENCES member (id),
  reason            TEXT NOT NULL,
  sealed            BLOB NOT NULL,
  created           BIGINT NOT NULL,
  closed            BIGINT,
  PRIMARY KEY (letter, reporter)
);
CREATE INDEX letter_report_open ON letter_report (created, letter) WHERE closed IS NULL;

-- Whether members of one's communities may ask to write.
ALTER TABLE member ADD COLUMN letters BOOLEAN NOT NULL DEFAULT TRUE;
