-- The text of files: what is to be read, what came out, and why nothing did.
create table file_reading (
    sha256 {bytes} primary key not null references blob (sha256),
    state {text} not null,
    means {text},
    pages {int} not null,
    asked_at {instant} not null,
    claimed_until {instant},
    attempts {int} not null,
    ended_at {instant},
    error {text}
){strict};
create index file_reading_state on file_reading (state, asked_at, sha256);
create table file_page (
    sha256 {bytes} not null references file_reading (sha256),
    page {int} not null,
    text {text} not null,
    primary key (sha256, page)
){strict};
-- Searches that people keep, for themselves or for their unit; with the key of a feed, and whether its news are mailed.
create table saved_search (
    id {uuid} primary key not null,
    owner {uuid} not null references employee (id),
    unit {uuid} references unit (id),
    name {text} not null,
    query {text} not null,
    made_at {instant} not null,
    feed {bytes},
    mails {bool} not null,
    ended_at {instant}
){strict};
create index saved_search_owner on saved_search (owner, id);
create index saved_search_unit on saved_search (unit, id) where unit is not null;
create unique index saved_search_feed on saved_search (feed) where feed is not null;
