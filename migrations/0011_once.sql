-- Answers to requests that came with an Idempotency-Key, to be given again.
create table once (
    owner {uuid} not null,
    key {text} not null,
    request {bytes} not null,
    at {instant} not null,
    status {int} not null,
    location {text},
    body {text} not null,
    primary key (owner, key)
){strict};
create index once_at on once (at);
