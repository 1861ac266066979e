-- A letter that comes twice is found by what its sender wrote on it.
create index entry_theirs on entry (their_number, their_date) where their_number is not null;
-- Entries are found by their number, their remarks and the names of their files too. `asty migrate` keeps these words of
-- the entries that were there before: this says which are left.
create table entry_unworded (
    year {int} not null,
    number {int} not null,
    primary key (year, number)
){keyed};
insert into entry_unworded (year, number) select year, number from entry;
-- The rows of an old register that are no lines of it, and why.
create table legacy_refusal (
    import {uuid} not null references legacy_import (id),
    position {int} not null,
    reason {text} not null,
    value {text} not null,
    primary key (import, position)
){keyed};
