-- By which rule a mail was registered: so many of one rule in a day.
alter table proposal add column rule {uuid};
create index proposal_rule on proposal (rule, decided_at) where rule is not null;
drop index proposal_sender;
-- When what was refused was forgotten but for its decision.
alter table proposal add column forgotten_at {instant};
create index proposal_refused on proposal (decided_at, id) where state = 'refused' and forgotten_at is null;
-- What was decided is listed by when it was.
create index proposal_decided on proposal (state, decided_at, id);
-- Since when the mailbox cannot be read, and why; no line while it can.
create table mailbox_trouble (
    id {int} primary key not null,
    since {instant} not null,
    at {instant} not null,
    error {text} not null
){strict};
-- What figures were counted by: the way of counting, and which units had joined. Counted by anything else they are thrown
-- away.
alter table figure_state add column counted_by {text};
-- An assignment that was handed over to another unit is carried there too.
alter table delivery_item add column unit {uuid} references unit (id);
update delivery_item set unit = (select d.unit from delivery d where d.id = delivery_item.delivery);
drop index delivery_item_assignment;
create unique index delivery_item_assignment on delivery_item (assignment, unit);
drop index delivery_unit;
