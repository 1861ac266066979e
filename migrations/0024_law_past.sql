-- What stood in law_number and counts no more: replaced by another value of the same day, or withdrawn as wrong.
create table law_past (
    key {text} not null,
    effective_from {date} not null,
    value {int} not null,
    legal_basis {text} not null,
    ended_at {instant} not null,
    withdrawn {bool} not null,
    primary key (key, effective_from, ended_at)
){strict};
