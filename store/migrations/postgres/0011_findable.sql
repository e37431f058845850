-- Whether the members of one's communities may find one by pseudonym. Nobody is found who did not choose it.
ALTER TABLE member ADD COLUMN findable BOOLEAN NOT NULL DEFAULT FALSE;
