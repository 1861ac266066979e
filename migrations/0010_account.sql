-- The second step of signing in: one-time codes, each good once, and recovery codes for a lost telephone.
alter table account add column totp_secret {bytes};
--sqlite alter table account add column totp_step integer not null default 0;
--sqlite alter table session add column needs_code integer not null default 0;
--postgres alter table account add column totp_step bigint not null default 0;
--postgres alter table session add column needs_code boolean not null default false;
create table recovery_code (
    account {uuid} not null references account (id),
    hash {bytes} not null,
    used_at {instant},
    primary key (account, hash)
){strict};
