-- Accounts that only read, on the whole instance; and invitations that are found by their note.

-- The decision that suspended the account: its statement of reasons, and what an appeal takes back. NULL: it is not.
ALTER TABLE member ADD COLUMN suspension BLOB;
-- Until when; NULL where it is until somebody lifts it.
ALTER TABLE member ADD COLUMN suspended_until BIGINT;
CREATE INDEX member_suspension ON member (suspension) WHERE suspension IS NOT NULL;

-- The note, folded as names are.
ALTER TABLE invitation ADD COLUMN note_key TEXT NOT NULL DEFAULT '';
UPDATE invitation SET note_key = REPLACE(LOWER(note), ' ', '');
