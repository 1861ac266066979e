-- Links by which somebody sets the first password. Only the SHA-256 of the secret is kept; a new one ends the one before.
create table invitation (
    token_hash {bytes} primary key not null,
    account {uuid} not null references account (id),
    invited_at {instant} not null,
    expires_at {instant} not null,
    used_at {instant},
    ended_at {instant}
){strict};
create unique index invitation_open on invitation (account) where used_at is null and ended_at is null;
-- The administrator's list of jobs pages by key.
create index job_state on job (state, id);
