-- To whom documents go by what they are: rules that the protocol office wrote, and what it did before.
create table routing_rule (
    id {uuid} primary key not null,
    kind {text},
    -- Words that the sender's name must have, folded; and those of the subject.
    sender {text},
    sender_folded {text},
    words {text},
    words_folded {text},
    -- A folder of the classification plan, with everything under it.
    folder {text},
    unit {uuid} not null references unit (id),
    purpose {text} not null,
    -- Whether it assigns by itself, or suggests.
    automatic {bool} not null,
    made_at {instant} not null,
    made_by_name {text} not null,
    ended_at {instant}
){strict};
-- How far new entries were held against the rules that assign by themselves.
create table routing_cursor (
    id {int} primary key not null,
    year {int} not null,
    number {int} not null
){strict};
-- How often the papers of a correspondent, or of a folder, went to a unit.
create table routed_sender (
    correspondent {uuid} not null references correspondent (id),
    unit {uuid} not null references unit (id),
    times {int} not null,
    primary key (correspondent, unit)
){keyed};
create table routed_folder (
    folder {text} not null,
    unit {uuid} not null references unit (id),
    times {int} not null,
    primary key (folder, unit)
){keyed};
