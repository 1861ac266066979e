-- Doubles of the directory become one; the row of the other stays and says into which.
alter table correspondent add column merged_into {uuid} references correspondent (id);
create index correspondent_email on correspondent (email);
create index correspondent_merged on correspondent (merged_into);
