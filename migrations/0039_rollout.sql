-- Units that do not work in the program from the beginning: from which day they do; none is never yet. Who is not here has
-- joined.
create table unit_joining (
    unit {uuid} primary key not null references unit (id),
    joins {date},
    said_at {instant} not null,
    said_by_name {text} not null
){strict};
-- Documents that were printed for such a unit and carried there.
create table delivery_counter (
    year {int} primary key not null,
    last {int} not null
){strict};
create table delivery (
    id {uuid} primary key not null,
    year {int} not null,
    number {int} not null,
    unit {uuid} not null references unit (id),
    unit_name {text} not null,
    made_at {instant} not null,
    made_by_name {text} not null,
    -- When it was handed over, by whom and to whom.
    given_at {instant},
    given_by {text},
    received_by {text},
    noted_by_name {text},
    unique (year, number)
){strict};
create index delivery_unit on delivery (unit, id);
create table delivery_item (
    delivery {uuid} not null references delivery (id),
    position {int} not null,
    assignment {uuid} not null references assignment (id),
    year {int} not null,
    number {int} not null,
    primary key (delivery, position)
){strict};
create unique index delivery_item_assignment on delivery_item (assignment);
-- Who signed in, in the week that begins with that Monday; and how far the trail was read for it.
create table presence (
    week {date} not null,
    employee {uuid} not null,
    primary key (week, employee)
){keyed};
create table presence_cursor (
    id {int} primary key not null,
    event {uuid} not null
){strict};
