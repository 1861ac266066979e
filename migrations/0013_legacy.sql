-- Registers that were kept before, each in a book of its own: its numbers never mix with ours.
create table legacy_import (
    id {uuid} primary key not null,
    book {text} not null,
    file_name {text} not null,
    sha256 {bytes} not null,
    mapping {json} not null,
    rows_done {int} not null,
    imported {int} not null,
    started_by_name {text} not null,
    started_at {instant} not null,
    finished_at {instant}
){strict};
create unique index legacy_import_file on legacy_import (book, sha256);
create table legacy_entry (
    import {uuid} not null references legacy_import (id),
    position {int} not null,
    year {int} not null,
    number {int} not null,
    suffix {text} not null,
    date {date},
    date_text {text},
    direction {text},
    subject {text} not null,
    correspondent {text},
    their_number {text},
    their_date {text},
    remarks {text},
    primary key (import, position)
){keyed};
create index legacy_entry_number on legacy_entry (import, year, number, position);
