-- The audit trail: who did what, when, from where, on which record. Append-only: the engine itself refuses the rest.
create table event (
    id {uuid} primary key not null,
    at {instant} not null,
    actor {uuid},
    actor_name {text} not null,
    address {text},
    kind {text} not null,
    subject_kind {text} not null,
    subject {uuid} not null,
    label {text} not null,
    data {json} not null
){strict};
create index event_subject on event (subject, id);
create index event_actor on event (actor, id);
create index event_kind on event (kind, id);
--sqlite create trigger event_no_update before update on event begin select raise(abort, 'the audit trail is append-only'); end;
--sqlite create trigger event_no_delete before delete on event begin select raise(abort, 'the audit trail is append-only'); end;
--postgres create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'this table is append-only'; end $$;
--postgres create trigger event_append_only before update or delete or truncate on event for each statement execute function refuse_change();
