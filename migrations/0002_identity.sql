-- The organisation and its people. Rows are dated: last year's documents keep last year's names.
create table unit (
    id {uuid} primary key not null,
    parent {uuid} references unit (id),
    kind {text} not null,
    code {text} not null unique,
    name {text} not null,
    name_folded {text} not null,
    email {text},
    phone {text},
    position {int} not null,
    valid_from {date} not null,
    valid_to {date}
){strict};
create index unit_parent on unit (parent, position);

create table employee (
    id {uuid} primary key not null,
    name {text} not null,
    name_folded {text} not null,
    email {text},
    phone {text},
    valid_from {date} not null,
    valid_to {date}
){strict};
create index employee_name on employee (name_folded, id);

create table employee_position (
    employee {uuid} not null references employee (id),
    unit {uuid} not null references unit (id),
    title {text} not null,
    is_main {bool} not null,
    is_head {bool} not null,
    valid_from {date} not null,
    valid_to {date},
    primary key (employee, unit, valid_from)
){strict};
create index employee_position_unit on employee_position (unit, employee);

create table account (
    id {uuid} primary key not null,
    employee {uuid} not null unique references employee (id),
    user_name {text} not null,
    user_folded {text} not null unique,
    password_hash {text} not null,
    must_change {bool} not null,
    failures {int} not null,
    locked_until {instant},
    created_at {instant} not null,
    disabled_at {instant}
){strict};

create table account_role (
    account {uuid} not null references account (id),
    role {text} not null,
    primary key (account, role)
){strict};

create table session (
    id {uuid} primary key not null,
    token_hash {bytes} not null unique,
    account {uuid} not null references account (id),
    started_at {instant} not null,
    expires_at {instant} not null,
    ended_at {instant},
    address {text},
    user_agent {text} not null
){strict};
create index session_account on session (account, started_at);

create table api_token (
    id {uuid} primary key not null,
    token_hash {bytes} not null unique,
    account {uuid} not null references account (id),
    name {text} not null,
    scopes {text} not null,
    created_at {instant} not null,
    expires_at {instant},
    ended_at {instant}
){strict};
