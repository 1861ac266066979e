-- Files are content-addressed: the same bytes are stored once, however many documents carry them.
create table blob (
    sha256 {bytes} primary key not null,
    size {int} not null,
    media_type {text} not null,
    stored_at {instant} not null
){strict};
create table file (
    id {uuid} primary key not null,
    sha256 {bytes} not null references blob (sha256),
    name {text} not null,
    added_at {instant} not null
){strict};
create index file_blob on file (sha256);
