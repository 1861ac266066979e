-- When each act on an entry happened: the closing of a day reads it. What the log has sealed stays as it is.
alter table entry_revision add column act {text};
alter table entry_revision add column at {instant};
create index entry_revision_at on entry_revision (at, leaf);
create index entry_revision_changed on entry_revision (act, at) where act <> 'registered';
