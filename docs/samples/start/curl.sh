# #region connect
API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY # fo_…

# Picks one field out of an answer; jq does, too.
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }
# #endregion

# #region first
echo "Buy milk." > notes.txt
curl -H "X-API-Key: $KEY" -F file=@notes.txt -F path=/uploads "$API/files/upload"

JOB_ID=$(curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"path": "/uploads", "methodology": "type"}' "$API/organize/scan" | field job_id)
until curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep planned; do sleep 0.1; done
curl -H "X-API-Key: $KEY" "$API/organize/results/$JOB_ID"

curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d "{\"job_id\": \"$JOB_ID\"}" "$API/organize/execute"
until curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep completed; do sleep 0.1; done
# #endregion
