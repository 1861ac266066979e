-- Work for after the commit: rows written in the transaction of the change that asks for it.
create table job (
    id {uuid} primary key not null,
    kind {text} not null,
    key {text} not null,
    payload {json} not null,
    created_at {instant} not null,
    due_at {instant} not null,
    attempts {int} not null,
    claimed_until {instant},
    ended_at {instant},
    state {text} not null,
    error {text}
){strict};
create unique index job_key on job (kind, key);
create index job_due on job (state, due_at);
