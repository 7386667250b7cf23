#!/bin/sh
# Run once by the image of PostgreSQL: the user who makes the tables, and the one who answers requests.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
	--set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" <<'SQL'
create role hoc_so_owner login createrole password :'owner';
create role hoc_so login password :'app';
-- What requests may do is this role's; the application gives it its rights after each migration.
create role hoc_so_application nologin;
grant hoc_so_application to hoc_so;
alter database hoc_so owner to hoc_so_owner;
create extension if not exists unaccent;
create extension if not exists pg_trgm;
alter schema public owner to hoc_so_owner;
SQL
