-- The search index: which terms occur in which texts. Made by the worker from the events, or whole by
-- `vecu reindex`. It holds words of what people wrote: what is deleted there is deleted here.

-- Where a text is and who reads it, as a small number.
CREATE TABLE search_place (
  id                INTEGER PRIMARY KEY,
  community         BLOB NOT NULL REFERENCES community (id),
  circle            TEXT NOT NULL,
  UNIQUE (community, circle)
);

CREATE TABLE search_term (
  id                INTEGER PRIMARY KEY,
  term              TEXT NOT NULL UNIQUE,
  -- As it was first written.
  word              TEXT NOT NULL,
  -- How many texts hold it; at none, the row goes.
  docs              BIGINT NOT NULL
);

-- A text: a thread (title, text, tags) or a reply.
CREATE TABLE search_doc (
  id                INTEGER PRIMARY KEY,
  subject           BLOB NOT NULL UNIQUE,
  thread            BLOB NOT NULL,
  kind              TEXT NOT NULL,
  -- The ids of its terms, to take it out again.
  terms             BLOB NOT NULL
);
CREATE INDEX search_doc_thread ON search_doc (thread);

-- The texts of a term, 1,024 numbers to a block, packed as `domain::search::encode` does.
CREATE TABLE search_posting (
  term              INTEGER NOT NULL,
  block             INTEGER NOT NULL,
  entries           BLOB NOT NULL,
  PRIMARY KEY (term, block)
);

-- Parts of three letters of each term, to find words that were typed wrongly.
CREATE TABLE search_gram (
  gram              TEXT NOT NULL,
  term              INTEGER NOT NULL,
  PRIMARY KEY (gram, term)
);

INSERT INTO consumer (name, xid, id) VALUES ('search', 0, 0);
