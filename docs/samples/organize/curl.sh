API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}
printf 'Buy milk.' > notes.txt
curl -H "X-API-Key: $KEY" -F path=/inbox -F file=@notes.txt "$API/files/upload"

# #region start
JOB_ID=$(curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"path": "/inbox", "methodology": "para"}' "$API/organize/scan" | field job_id)
# #endregion

# #region status
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep planned && break
  sleep 0.5
done
# #endregion

# #region results
curl -H "X-API-Key: $KEY" "$API/organize/results/$JOB_ID"
# #endregion

# #region change
curl -X PATCH -H "X-API-Key: $KEY" -H "Content-Type: application/json" "$API/organize/results/$JOB_ID" -d '{
  "changes": [{"from": "/inbox/notes.txt", "to": "/inbox/Lists/shopping.txt"}]
}'
# #endregion

# #region execute
curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d "{\"job_id\": \"$JOB_ID\"}" "$API/organize/execute"
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep completed && break
  sleep 0.5
done
# #endregion

# #region rollback
curl -X POST -H "X-API-Key: $KEY" "$API/organize/jobs/$JOB_ID/rollback"
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep rolled_back && break
  sleep 0.5
done
# #endregion

# #region options
curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" "$API/organize/scan" -d '{
  "path": "/inbox",
  "methodology": "para",
  "dry_run": true,
  "options": {"projects": ["Website relaunch"], "exclude": ["*.tmp"], "min_confidence": 0.5}
}'
# #endregion
