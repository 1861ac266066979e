-- A letter that comes twice is found by what its sender wrote on it.
create index entry_theirs on entry (their_number, their_date) where their_number is not null;
