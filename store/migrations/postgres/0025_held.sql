-- First texts that wait for a host.

-- How many of a member's first texts in a community wait until a host has read them; 0: none.
ALTER TABLE community ADD COLUMN holds INTEGER NOT NULL DEFAULT 0;
-- From here on `thread.veiled` and `reply.veiled` may be `held` as well: a first text that waits.

-- The text out of every reader's sight that a picture waits with: whoever looks at that text sees it too.
ALTER TABLE picture ADD COLUMN veil UUID;
CREATE INDEX picture_veil ON picture (veil, place) WHERE veil IS NOT NULL;
