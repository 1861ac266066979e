-- A table that was sent to become an old register, for a day: its sender may look into it, and nobody else.
create table legacy_upload (
    id {uuid} primary key not null,
    book {text} not null,
    file_name {text} not null,
    sha256 {bytes} not null,
    uploaded_by {uuid} not null,
    uploaded_at {instant} not null
){strict};
create index legacy_upload_at on legacy_upload (uploaded_at);
-- What was found in each year of an old register when it was whole: a page never goes over a million lines.
create table legacy_report (
    import {uuid} not null references legacy_import (id),
    year {int} not null,
    report {json} not null,
    primary key (import, year)
){keyed};
