grant usage on schema public to grantlog_reader;
grant select on accounts, events, documents, log_meta, schema_migrations to grantlog_reader;
grant select (kid, public_jwk, valid_from, valid_until) on signing_keys to grantlog_reader;
