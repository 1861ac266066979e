-- A document has several senders or recipients: an entry is found under each of them. And it names the unit that is to
-- deal with it (αρμόδια μονάδα), by the name of that time.
alter table entry add column further {text} not null default '[]';
alter table entry add column competent {uuid};
alter table entry add column competent_name {text};
drop index entry_correspondent;
create table entry_correspondent (
    year {int} not null,
    number {int} not null,
    place {int} not null,
    correspondent {uuid} not null references correspondent (id),
    primary key (year, number, place)
){strict};
insert into entry_correspondent (year, number, place, correspondent)
    select year, number, 0, correspondent from entry where correspondent is not null order by year, number;
create index entry_correspondent_entry on entry_correspondent (correspondent, year, number, place);
create index entry_competent on entry (competent, year, number) where competent is not null;
-- The order by words of one year.
create index entry_year_subject on entry (year, subject_folded, number);
create index entry_year_party on entry (year, correspondent_folded, number);
