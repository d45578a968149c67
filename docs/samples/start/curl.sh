# #region connect
API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY # fo_…

# Picks one field out of an answer; jq does, too.
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}
# #endregion

# #region first
echo "Buy milk." > notes.txt
curl -H "X-API-Key: $KEY" -F file=@notes.txt -F path=/uploads "$API/files/upload"

JOB_ID=$(curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"path": "/uploads", "methodology": "type"}' "$API/organize/scan" | field job_id)
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep planned && break
  sleep 0.5
done
curl -H "X-API-Key: $KEY" "$API/organize/results/$JOB_ID"

curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d "{\"job_id\": \"$JOB_ID\"}" "$API/organize/execute"
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep completed && break
  sleep 0.5
done
# #endregion
