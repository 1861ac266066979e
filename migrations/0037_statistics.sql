-- Figures, derived from the register and its movements. Nothing here is a truth of its own: all of it can be counted anew.
-- How many lines of the log were counted, and when last.
create table figure_state (
    id {int} primary key not null,
    counted {int} not null,
    counted_at {instant}
){strict};
insert into figure_state (id, counted) values (1, 0);
-- How many entries that stand a day brought, by the unit that is to deal with them; where none is, under the key of zeros,
-- and all of them together once more under the key of ones: who asks for the whole municipality reads few lines.
create table volume (
    unit {uuid} not null,
    day {date} not null,
    direction {text} not null,
    kind {text} not null,
    entries {int} not null,
    primary key (unit, day, direction, kind)
){keyed};
create index volume_day on volume (day);
-- At which hour of which day of the week (Monday is 1) they were registered; the same keys.
create table arrival (
    unit {uuid} not null,
    day {date} not null,
    weekday {int} not null,
    hour {int} not null,
    entries {int} not null,
    primary key (unit, day, weekday, hour)
){keyed};
create index arrival_day on arrival (day);
-- Outgoing documents that left without paper: how many recipients of a unit a day had.
create table letter (
    day {date} not null,
    unit {uuid} not null,
    month {date} not null,
    letters {int} not null,
    -- How many files went to them, each recipient counted.
    files {int} not null,
    primary key (day, unit)
){keyed};
-- A document at a unit: from when it came to when nobody there had to act any more.
create table stop (
    assignment {uuid} primary key not null,
    year {int} not null,
    number {int} not null,
    unit {uuid} not null,
    kind {text} not null,
    -- Whether the unit had to act, or was informed.
    acts {bool} not null,
    arrived_at {instant} not null,
    arrived_day {date} not null,
    -- Whether somebody there did something with it.
    taken {bool} not null,
    left_at {instant},
    left_day {date},
    -- Working minutes until somebody acted, and until it left; and the step of the scale on which they are counted.
    accept_minutes {int},
    accept_step {int},
    stay_minutes {int},
    stay_step {int},
    due {date},
    late {bool} not null,
    -- What it would have been on paper: carried so often, so many files copied or printed.
    carried {int} not null,
    copied {int} not null,
    printed {int} not null
){strict};
create index stop_entry on stop (year, number);
create index stop_left on stop (left_day, unit);
create index stop_unit_left on stop (unit, left_day, stay_minutes);
create index stop_arrived on stop (arrived_day, unit, taken);
create index stop_unit_arrived on stop (unit, arrived_day);
create index stop_open on stop (unit, due) where left_day is null and acts;
-- Those that left a unit in a month, by kind, and under an empty kind all of them: how many stood how long on a scale of
-- working minutes (`15:3 20:1`: three for a quarter of an hour), until somebody acted and until they left. The key of ones
-- is the whole municipality again.
create table stay (
    unit {uuid} not null,
    kind {text} not null,
    month {date} not null,
    accept {text} not null,
    stay {text} not null,
    due {int} not null,
    late {int} not null,
    primary key (unit, kind, month)
){keyed};
create index stay_month on stay (month);
-- What a month would have been on paper.
create table saved (
    month {date} not null,
    unit {uuid} not null,
    carried {int} not null,
    copied {int} not null,
    printed {int} not null,
    primary key (month, unit)
){keyed};
