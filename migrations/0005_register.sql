-- The one number of each year.
create table register_counter (
    year {int} primary key not null,
    last {int} not null
){strict};

create table correspondent (
    id {uuid} primary key not null,
    kind {text} not null,
    name {text} not null,
    name_folded {text} not null,
    tax_id {text},
    email {text},
    phone {text},
    address {text},
    created_at {instant} not null
){strict};
create index correspondent_name on correspondent (name_folded, id);
create index correspondent_tax on correspondent (tax_id);

create table entry (
    id {uuid} primary key not null,
    year {int} not null,
    number {int} not null,
    direction {text} not null,
    state {text} not null,
    registered_at {instant} not null,
    registered_by {uuid},
    registered_by_name {text} not null,
    unit {uuid},
    unit_name {text},
    subject {text} not null,
    subject_folded {text} not null,
    correspondent {uuid} references correspondent (id),
    correspondent_name {text},
    correspondent_folded {text},
    correspondent_tax_id {text},
    correspondent_email {text},
    their_number {text},
    their_date {date},
    kind {text} not null,
    channel {text} not null,
    confidentiality {text} not null,
    folder {text},
    language {text} not null,
    details {text},
    file_count {int} not null,
    revision {int} not null
){strict};
create unique index entry_number on entry (year, number);
create index entry_direction on entry (direction, year, number);
create index entry_state on entry (state, year, number);
create index entry_correspondent on entry (correspondent, year, number);

create table entry_file (
    entry {uuid} not null references entry (id),
    position {int} not null,
    file {uuid} not null references file (id),
    primary key (entry, position)
){strict};
create index entry_file_file on entry_file (file);

create table entry_relation (
    entry {uuid} not null references entry (id),
    related_year {int} not null,
    related_number {int} not null,
    primary key (entry, related_year, related_number)
){strict};
create index entry_relation_back on entry_relation (related_year, related_number);

-- What the log commits to, verbatim: one row for each leaf of an entry. Append-only.
create table entry_revision (
    entry {uuid} not null references entry (id),
    revision {int} not null,
    leaf {int} not null unique,
    salt {bytes} not null,
    statement {text} not null,
    primary key (entry, revision)
){strict};
