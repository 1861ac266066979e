-- What is kept of a job when it is done and its payload is forgotten: of a mail, to whom and why, since it may come back.
alter table job add column remains {text};
