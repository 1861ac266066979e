-- Who somebody is at an OpenID Connect provider. Linked once, by an e-mail that the provider vouches for.
create table external_login (
    issuer {text} not null,
    subject {text} not null,
    account {uuid} not null references account (id),
    linked_at {instant} not null,
    primary key (issuer, subject)
){strict};
create index external_login_account on external_login (account);
