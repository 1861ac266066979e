-- Circulation: who has a document, for what, until when; and every movement of it, which is never changed.
-- How far the handling of an entry is; none where it is not circulated: what goes out, what was cancelled, and what was
-- registered before the program circulated anything.
alter table entry add column handling {text};
create index entry_unassigned on entry (year, number) where handling = 'unassigned';
create table assignment (
    id {uuid} primary key not null,
    year {int} not null,
    number {int} not null,
    parent {uuid} references assignment (id),
    unit {uuid} not null references unit (id),
    unit_name {text} not null,
    employee {uuid} references employee (id),
    employee_name {text},
    purpose {text} not null,
    expected {text},
    instructions {text},
    due {date},
    -- The order of a tray: what has no deadline comes last.
    due_order {date} not null,
    state {text} not null,
    made_at {instant} not null,
    made_by {uuid},
    made_by_name {text} not null,
    made_by_unit {text},
    accepted_at {instant},
    ended_at {instant},
    answer_year {int},
    answer_number {int},
    foreign key (year, number) references entry (year, number)
){strict};
create index assignment_entry on assignment (year, number, id);
create index assignment_parent on assignment (parent) where parent is not null;
create index assignment_employee on assignment (employee, state, due_order, id) where employee is not null;
create index assignment_unit on assignment (unit, state, due_order, id);
create table movement_counter (
    year {int} primary key not null,
    last {int} not null
){strict};
create table movement (
    year {int} not null,
    number {int} not null,
    entry_year {int} not null,
    entry_number {int} not null,
    assignment {uuid} not null references assignment (id),
    at {instant} not null,
    leaf {int} not null,
    salt {bytes} not null,
    statement {text} not null,
    primary key (year, number)
){strict};
create index movement_entry on movement (entry_year, entry_number, year, number);
create index movement_assignment on movement (assignment, year, number);
create unique index movement_leaf on movement (leaf);
--sqlite create trigger movement_no_update before update on movement begin select raise(abort, 'movements are append-only'); end;
--sqlite create trigger movement_no_delete before delete on movement begin select raise(abort, 'movements are append-only'); end;
--postgres create trigger movement_append_only before update or delete or truncate on movement for each statement execute function refuse_change();
-- What is said of an entry inside the house; never changed.
create table comment (
    id {uuid} primary key not null,
    year {int} not null,
    number {int} not null,
    at {instant} not null,
    made_by {uuid},
    made_by_name {text} not null,
    made_by_unit {text},
    told {text},
    text {text} not null,
    foreign key (year, number) references entry (year, number)
){strict};
create index comment_entry on comment (year, number, id);
--sqlite create trigger comment_no_update before update on comment begin select raise(abort, 'comments are append-only'); end;
--sqlite create trigger comment_no_delete before delete on comment begin select raise(abort, 'comments are append-only'); end;
--postgres create trigger comment_append_only before update or delete or truncate on comment for each statement execute function refuse_change();
-- The daily digest of each unit: at which hour of the day (Europe/Athens), and whether empty ones are sent as well.
create table digest_setting (
    unit {uuid} primary key not null references unit (id),
    hour {int} not null,
    when_empty {bool} not null
){strict};
-- What was sent.
create table digest (
    unit {uuid} not null references unit (id),
    day {date} not null,
    at {instant} not null,
    sent_to {text} not null,
    counts {json} not null,
    primary key (unit, day)
){strict};
-- Who may read a restricted entry because it was given to them: an employee, or a unit, for those who lead it.
create table entry_reader (
    year {int} not null,
    number {int} not null,
    holder {uuid} not null,
    primary key (year, number, holder)
){keyed};
