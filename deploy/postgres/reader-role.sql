-- Makes the database user of projection-service, which may only read, and sets its password. Run it with psql as the
-- owner of the tables, after every migration; it may be repeated. The password is taken from the environment:
--   READER_PASSWORD=… psql -v ON_ERROR_STOP=1 -f deploy/postgres/reader-role.sql "$GRANTLOG_DATABASE_URL"
\getenv password READER_PASSWORD
begin;
select 'create role grantlog_reader login'
where not exists (select from pg_roles where rolname = 'grantlog_reader') \gexec
alter role grantlog_reader password :'password';
\ir reader-grants.sql
commit;
