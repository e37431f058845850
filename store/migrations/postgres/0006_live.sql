-- Events are read in the order of the transactions that wrote them.
CREATE INDEX event_order ON event (xid, id);
