-- Communities, their charters, who belongs to them.

CREATE TABLE community (
  id                UUID PRIMARY KEY,
  slug              TEXT NOT NULL UNIQUE,
  name              TEXT NOT NULL,
  -- Folded name, to sort the list by; the same order on both engines.
  name_key          TEXT COLLATE "C" NOT NULL,
  description       TEXT NOT NULL,
  description_html  TEXT NOT NULL,
  excerpt           TEXT NOT NULL,
  locale            TEXT NOT NULL,
  visibility        TEXT NOT NULL,
  owner             TEXT NOT NULL,
  owner_type        TEXT NOT NULL,
  industry_share    INTEGER NOT NULL,
  advertising       BOOLEAN NOT NULL,
  founder           UUID REFERENCES member (id),
  created           BIGINT NOT NULL
);
CREATE INDEX community_name ON community (name_key, id);

CREATE TABLE charter (
  id                UUID PRIMARY KEY,
  community         UUID NOT NULL REFERENCES community (id),
  version           INTEGER NOT NULL,
  owner             TEXT NOT NULL,
  owner_type        TEXT NOT NULL,
  funding           TEXT NOT NULL,
  advertising       BOOLEAN NOT NULL,
  objectives        TEXT NOT NULL,
  data_use          TEXT NOT NULL,
  moderation        TEXT NOT NULL,
  created           BIGINT NOT NULL,
  UNIQUE (community, version)
);

CREATE TABLE charter_source (
  charter           UUID NOT NULL REFERENCES charter (id),
  place             INTEGER NOT NULL,
  name              TEXT NOT NULL,
  share             INTEGER NOT NULL,
  industry          BOOLEAN NOT NULL,
  PRIMARY KEY (charter, place)
);

CREATE TABLE community_condition (
  community         UUID NOT NULL REFERENCES community (id),
  code              TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (community, code)
);
CREATE INDEX community_condition_code ON community_condition (code);

CREATE TABLE membership (
  community         UUID NOT NULL REFERENCES community (id),
  member            UUID NOT NULL REFERENCES member (id),
  -- member, host, banned, suspended
  place             TEXT NOT NULL,
  joined            BIGINT NOT NULL,
  PRIMARY KEY (community, member)
);
CREATE INDEX membership_member ON membership (member, community, place);
CREATE INDEX membership_place ON membership (community, place, joined);
