-- From where: the session or API token that a request carried. And the trail in the order in which it is read.
alter table event add column via {text};
alter table event add column session {uuid};
drop index event_subject;
drop index event_actor;
drop index event_kind;
create index event_at on event (at, id);
create index event_actor on event (actor, at, id);
create index event_kind on event (kind, at, id);
create index event_subject on event (subject, at, id);
create index event_label on event (label, at, id);
-- `insert or replace` would take a row away without waking the other triggers.
--sqlite create trigger event_no_replace before insert on event when exists (select 1 from event where id = new.id) begin select raise(abort, 'the audit trail is append-only'); end;
