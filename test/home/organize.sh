#!/usr/bin/env bash
# Takes a folder through all methodologies by curl alone: scans, reads the plan, executes it, rolls it
# back, and compares the folder before and after, by content and by path.
# Usage: organize.sh URL KEY FOLDER [methodology...]
set -euo pipefail
url=$1/api/v1 key=$2 folder=$3
shift 3
[ $# -gt 0 ] || set -- type date johnny_decimal para

api() { curl --silent --show-error --fail-with-body -H "X-API-Key: $key" -H 'Content-Type: application/json' "$@"; }
field() { grep -o "\"$1\":[^,}]*" | head -1 | cut -d: -f2- | tr -d '"'; }
contents() { find "$folder" -type f -exec sha256sum {} + | cut -d' ' -f1 | sort; }
# Files with their digests, modes and times; folders and links with their modes.
tree() {
  (cd "$folder" && find . -type f -printf '%m %T@ ' -exec sha256sum {} \; &&
    find . -type d -printf '%m %p/\n' && find . -type l -printf '%p -> %l\n') | sort
}
# Waits until a job is in one of some states, at most five minutes.
reaches() {
  local job=$1 state
  shift
  for _ in $(seq 600); do
    state=$(api "$url/organize/status/$job" | field status)
    for wanted in "$@"; do [ "$state" != "$wanted" ] || { echo "$state"; return; }; done
    [ "$state" != failed ] || break
    sleep 0.5
  done
  echo "job $job is $state" >&2
  return 1
}

before=$(mktemp) after=$(mktemp)
trap 'rm -f "$before" "$after"' EXIT
for methodology in "$@"; do
  tree >"$before"
  was=$(contents | sha256sum)
  job=$(api -d "{\"path\":\"/\",\"methodology\":\"$methodology\"}" "$url/organize/scan" | field job_id)
  reaches "$job" planned >/dev/null
  plan=$(api "$url/organize/results/$job?limit=5")
  echo "$methodology: $(field total <<<"$plan") changes are planned, such as"
  grep -o '"from":"[^"]*","to":"[^"]*"' <<<"$plan" | sed 's/"from":"/  /; s/","to":"/ → /; s/"$//' || true
  api -d "{\"job_id\":\"$job\"}" "$url/organize/execute" >/dev/null
  echo "  executed: $(reaches "$job" completed partial)"
  [ "$was" = "$(contents | sha256sum)" ] || { echo "  contents differ" >&2; exit 1; }
  api -X POST -d '{}' "$url/organize/jobs/$job/rollback" >/dev/null
  echo "  rolled back: $(reaches "$job" rolled_back)"
  tree >"$after"
  diff "$before" "$after" >&2 || { echo "  the folder is not as it was" >&2; exit 1; }
  echo "  all is as it was: contents, paths, modes and times"
done
