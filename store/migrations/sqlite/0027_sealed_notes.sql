-- Notes among those who handle a case are sealed, as reasons are: under the key of whom the case is about.

-- From here on `body` is empty. What was written before stands there until the server has started once, which seals it.
ALTER TABLE case_note ADD COLUMN sealed BLOB;
CREATE INDEX case_note_clear ON case_note (id) WHERE sealed IS NULL;
