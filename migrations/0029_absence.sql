-- Who is away, and who stands in for them: what they have to do, and what they lead.
create table absence (
    id {uuid} primary key not null,
    employee {uuid} not null references employee (id),
    substitute {uuid} not null references employee (id),
    -- Of which position; none for everything that they have.
    unit {uuid} references unit (id),
    first_day {date} not null,
    last_day {date} not null,
    -- Whether restricted documents that name them are open to the substitute too.
    restricted {bool} not null,
    made_at {instant} not null,
    made_by_name {text} not null,
    -- When it was ended before its last day, or taken back.
    ended_at {instant}
){strict};
create index absence_employee on absence (employee, last_day);
create index absence_substitute on absence (substitute, last_day);
