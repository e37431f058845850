-- Hosts are told of texts that are to be looked at, and texts that stood before a company ran their community are, too.

-- Of how many texts a notice tells: those that came while it was not read join it.
ALTER TABLE notice ADD COLUMN texts INTEGER NOT NULL DEFAULT 1;

-- Communities that a company runs whose earlier texts are still being looked at, and how far one is: the thread whose
-- own text was looked at, and the last of its replies that was.
CREATE TABLE screening_past (
  community         UUID PRIMARY KEY REFERENCES community (id),
  thread_created    BIGINT NOT NULL,
  thread            UUID NOT NULL,
  reply_created     BIGINT NOT NULL,
  reply             UUID NOT NULL
);
INSERT INTO screening_past (community, thread_created, thread, reply_created, reply)
SELECT id, -9000000000000000000, '00000000-0000-0000-0000-000000000000'::uuid, -9000000000000000000, '00000000-0000-0000-0000-000000000000'::uuid
FROM community WHERE owner_type = 'company';
