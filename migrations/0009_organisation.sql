-- What a unit is, is dated: last year's documents keep last year's names. The unit itself is its code.
create table unit_term (
    unit {uuid} not null references unit (id),
    valid_from {date} not null,
    valid_to {date},
    parent {uuid} references unit (id),
    kind {text} not null,
    name {text} not null,
    name_folded {text} not null,
    email {text},
    phone {text},
    position {int} not null,
    primary key (unit, valid_from)
){strict};
create index unit_term_parent on unit_term (parent, position);
insert into unit_term (unit, valid_from, valid_to, parent, kind, name, name_folded, email, phone, position)
    select id, valid_from, valid_to, parent, kind, name, name_folded, email, phone, position from unit;
drop index unit_parent;
alter table unit drop column parent;
alter table unit drop column kind;
alter table unit drop column name;
alter table unit drop column name_folded;
alter table unit drop column email;
alter table unit drop column phone;
alter table unit drop column position;
alter table unit drop column valid_from;
alter table unit drop column valid_to;

-- The number under which the personnel department knows somebody (αριθμός μητρώου).
alter table employee add column code {text};
create unique index employee_code on employee (code);
--sqlite alter table employee_position add column is_deputy integer not null default 0;
--postgres alter table employee_position add column is_deputy boolean not null default false;

-- Roles are dated too, to the microsecond: what is taken away is gone at once.
create table role_grant (
    account {uuid} not null references account (id),
    role {text} not null,
    granted_at {instant} not null,
    ended_at {instant},
    primary key (account, role, granted_at)
){strict};
insert into role_grant (account, role, granted_at)
    select r.account, r.role, a.created_at from account_role r join account a on a.id = r.account;
drop table account_role;
