#!/usr/bin/env bash
# Starts the cluster of docker-compose.yml under a name, ports and secrets of its own, uses it as an administrator and
# as a service would, takes Redis and Kafka away, and removes all of it. Needs docker compose 2.24, curl 7.75 and Node.
# Images that exist are used as they are; BUILD=true builds them first.
set -euo pipefail
cd "$(dirname "$0")/.."

export COMPOSE_PROJECT_NAME="grantlog-smoke-$$" COMPOSE_FILE=docker-compose.yml:deploy/smoke.yml
GRANTLOG_MASTER_KEY=$(openssl rand -base64 32)
POSTGRES_PASSWORD=$(openssl rand -hex 24)
READER_PASSWORD=$(openssl rand -hex 24)
export GRANTLOG_MASTER_KEY POSTGRES_PASSWORD READER_PASSWORD
work=$(mktemp -d)
services=(command-service projection-service-1 projection-service-2)

finish() {
  local status=$?
  trap - EXIT
  [ "$status" = 0 ] || docker compose logs --tail 40 >&2
  docker compose down --volumes --timeout 60 >"$work/down.log" 2>&1 || status=1
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

step() { printf '%4s s  %s\n' "$SECONDS" "$*"; }
fail() { step "FAILED: $*" >&2 && exit 1; }
address() { docker compose port "$1" 8080; }

# Says what one field of the JSON on standard input holds, such as `credentials.sessionToken`.
field() { node -pe "JSON.parse(require('node:fs').readFileSync(0, 'utf8')).$1"; }

# One administrative call as the owner of the key; the token of the newest write is kept for `atLeast`.
call() { # key, method, path, body
  curl -sS --fail-with-body --max-time 20 --aws-sigv4 aws:amz:us-east-1:grantlog --user "$1" -D "$work/headers" \
    -H 'content-type: application/json' -X "$2" "http://$rest/v1$3" ${4:+-d "$4"}
}
admin() { call "$root" "$@" >"$work/answer" || fail "$1 $2: $(cat "$work/answer")"; }
newest() { sed -n 's/^grantlog-revision-token: *\([^[:space:]]*\).*/\1/Ip' "$work/headers"; }

# What a replica decides about ada reading an order, at least at the revision of a token.
decide() { # replica, revision token
  curl -sS --max-time 20 -H "authorization: Bearer $session" -H 'content-type: application/json' \
    "http://$(address "$1")/v1/authorize" -d "{ \"principal\": \"$iam:user/ada\", \"action\": \"orders:GetOrder\",
      \"resource\": \"arn:aws:orders:eu-west-1:$account:order/7\", \"consistency\": { \"atLeast\": \"$2\" } }"
}
expect() { # decision, revision token
  local replica answer
  for replica in "${services[@]:1}"; do
    answer=$(decide "$replica" "$2")
    [[ $answer == *"\"decision\":\"$1\""* ]] || fail "$replica should answer $1, not $answer"
  done
}
# The same, where the change may still be on its way.
eventually() { # decision, revision token
  local end=$((SECONDS + 60)) replica
  for replica in "${services[@]:1}"; do
    until [[ $(decide "$replica" "$2") == *"\"decision\":\"$1\""* ]]; do
      ((SECONDS < end)) || fail "$replica does not come to answer $1"
      sleep 0.5
    done
  done
}

allow() { printf '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "%s", "Resource": "*" }] }' "$1"; }

if [ "${BUILD:-false}" = true ]; then
  COMPOSE_PARALLEL_LIMIT=1 docker compose build
  step 'the images are built'
fi
docker compose up -d --wait --wait-timeout 180 >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2 && fail 'it did not start'; }
step 'the cluster is ready'

for service in "${services[@]}"; do
  docker compose exec -T "$service" test ! -e /grantlog/node_modules/@electric-sql ||
    fail "the image of $service has the embedded engine, which it never loads"
done
step 'no image has an engine that it never loads'

docker compose logs --no-log-prefix command-service >"$work/first.log"
root=$(sed -n 's/.*export AWS_[A-Z_]*=//p' "$work/first.log" | paste -sd:)
rest=$(address command-service)
account=$(call "$root" GET /account | field account.accountId)
iam="arn:aws:iam::$account"

admin POST /policies "{ \"policyName\": \"ReadOrders\", \"policyDocument\": $(allow 'orders:Get*') }"
admin POST /groups '{ "groupName": "staff" }'
admin PUT "/groups/staff/attached-policies/arn%3Aaws%3Aiam%3A%3A$account%3Apolicy%2FReadOrders"
admin POST /users '{ "userName": "ada" }'
admin POST /users '{ "userName": "gateway" }'
admin POST /users/gateway/access-keys '{}'
key="$(field accessKey.accessKeyId <"$work/answer"):$(field accessKey.secretAccessKey <"$work/answer")"
admin POST /roles "{ \"roleName\": \"Gateway\", \"assumeRolePolicyDocument\": { \"Version\": \"2012-10-17\", \"Statement\":
  [{ \"Effect\": \"Allow\", \"Principal\": { \"AWS\": \"$iam:user/gateway\" }, \"Action\": \"sts:AssumeRole\" }] } }"
admin PUT /roles/Gateway/policies/decide "{ \"policyDocument\": $(allow grantlog:Authorize) }"
session=$(call "$key" POST /sts/assume-role "{ \"roleArn\": \"$iam:role/Gateway\", \"roleSessionName\": \"smoke\" }" |
  field credentials.sessionToken)
expect IMPLICIT_DENY "$(newest)"
admin PUT /groups/staff/members/ada '{}'
member=$(newest)
expect ALLOW "$member"
step 'both replicas know of a write at once'

docker compose exec -T -e PGPASSWORD="$READER_PASSWORD" postgres \
  psql -qh 127.0.0.1 -U grantlog_reader grantlog -c 'delete from events' >"$work/reader.log" 2>&1 &&
  fail 'the database user of the replicas may write'
grep -q 'permission denied' "$work/reader.log" || fail "unexpected: $(cat "$work/reader.log")"
step 'the database user of the replicas only reads'

docker compose stop redis kafka >"$work/stop.log" 2>&1
expect ALLOW "$member"
step 'both replicas answer without Redis and Kafka'
admin DELETE /groups/staff/members/ada
removed=$(newest)
docker compose up -d --wait --wait-timeout 180 >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2 && fail 'it did not start again'; }
eventually IMPLICIT_DENY "$removed"
step 'a write made meanwhile arrives when they are back'

docker compose stop >"$work/stop.log" 2>&1
for service in "${services[@]}"; do
  status=$(docker inspect -f '{{.State.ExitCode}}' "$(docker compose ps -aq "$service")")
  [ "$status" = 0 ] || fail "$service stopped with status $status"
done
docker compose up -d --wait --wait-timeout 180 >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2 && fail 'it did not start again'; }
rest=$(address command-service)
expect IMPLICIT_DENY "$removed"
step 'it stops clean and starts again with everything it knew'
