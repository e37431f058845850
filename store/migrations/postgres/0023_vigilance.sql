-- Texts that tell of an adverse effect, in communities that a company runs: looked at by their hosts. What they tell
-- is not kept here; it is read out of the text again each time it is shown, and ends with it.
CREATE TABLE screening (
  -- The thread or the reply.
  subject_id        UUID PRIMARY KEY,
  thread            UUID NOT NULL REFERENCES thread (id),
  community         UUID NOT NULL REFERENCES community (id),
  noticed           BIGINT NOT NULL,
  state             TEXT NOT NULL DEFAULT 'waiting',
  -- Who looked at it last, when, and what they noted.
  member            UUID REFERENCES member (id),
  screened          BIGINT,
  note              TEXT NOT NULL DEFAULT ''
);
CREATE INDEX screening_waiting ON screening (community, noticed, subject_id) WHERE state = 'waiting';
CREATE INDEX screening_done ON screening (community, screened, subject_id) WHERE state <> 'waiting';
CREATE INDEX screening_thread ON screening (thread);
CREATE INDEX screening_member ON screening (member) WHERE member IS NOT NULL;
