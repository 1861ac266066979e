-- An assignment may be about one file of its entry.
alter table assignment add column file {uuid} references file (id);
alter table assignment add column file_name {text};
-- Files that go with what is said of an entry; never changed.
create table comment_file (
    comment {uuid} not null references comment (id),
    place {int} not null,
    file {uuid} not null references file (id),
    primary key (comment, place)
){keyed};
--sqlite create trigger comment_file_no_update before update on comment_file begin select raise(abort, 'comments are append-only'); end;
--sqlite create trigger comment_file_no_delete before delete on comment_file begin select raise(abort, 'comments are append-only'); end;
--postgres create trigger comment_file_append_only before update or delete or truncate on comment_file for each statement execute function refuse_change();
-- Mails that a server refused for good: of which entry, or of which unit's digest.
create table undelivered (
    id {uuid} primary key not null,
    at {instant} not null,
    year {int},
    number {int},
    assignment {uuid} references assignment (id),
    unit {uuid} references unit (id),
    day {date},
    address {text} not null,
    error {text} not null
){strict};
create index undelivered_entry on undelivered (year, number, id) where year is not null;
create index undelivered_unit on undelivered (unit, day) where unit is not null;
