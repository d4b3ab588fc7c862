-- What projection-service may do in the database of the log: read, and see no secret. The owner of the tables runs it
-- after each migration; it may be repeated.
grant usage on schema public to grantlog_reader;
grant select on accounts, events, documents, log_meta, schema_migrations to grantlog_reader;
grant select (kid, public_jwk, valid_from, valid_until) on signing_keys to grantlog_reader;
