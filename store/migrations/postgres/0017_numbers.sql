-- Texts of the search index get the next free number, as on SQLite: a sequence never goes back, and what is made
-- anew would be counted twice.
ALTER TABLE search_doc ALTER COLUMN id DROP IDENTITY;
