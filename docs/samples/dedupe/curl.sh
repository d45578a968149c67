API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }
printf 'the same' > a.txt
for NAME in a.txt "copy of a.txt"; do
  curl -H "X-API-Key: $KEY" -F path=/twice -F "file=@a.txt;filename=$NAME" "$API/files/upload"
done

# #region scan
JOB_ID=$(curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"path": "/twice"}' "$API/dedupe/scan" | field job_id)
until curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep planned; do sleep 0.1; done
curl -H "X-API-Key: $KEY" "$API/dedupe/results/$JOB_ID"
# #endregion

# #region execute
curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d "{\"job_id\": \"$JOB_ID\", \"keep\": \"shortest_path\"}" "$API/dedupe/execute"
# #endregion
until curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep completed; do sleep 0.1; done
