-- Reported letters become cases like everything that is reported. The copy that was handed over stays in `letter_report`.
UPDATE letter_report SET reason = 'advertising' WHERE reason = 'selling';
INSERT INTO moderation_case (id, subject, subject_id, member, urgent, opened, due)
SELECT r.letter, 'letter', r.letter, l.author, r.reason = 'danger', r.created,
  r.created + CASE WHEN r.reason = 'danger' THEN 3600000000 ELSE 86400000000 END
FROM letter_report r JOIN letter l ON l.id = r.letter
WHERE r.closed IS NULL;
INSERT INTO report (id, moderation_case, member, source, reason, created)
SELECT randomblob(16), r.letter, r.reporter, 'member', r.reason, r.created
FROM letter_report r
WHERE r.closed IS NULL;
