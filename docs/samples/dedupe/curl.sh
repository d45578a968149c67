API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}
printf 'the same' > a.txt
for NAME in a.txt "copy of a.txt"; do
  curl -H "X-API-Key: $KEY" -F path=/twice -F "file=@a.txt;filename=$NAME" "$API/files/upload"
done

# #region scan
JOB_ID=$(curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"path": "/twice", "exclude": ["*.tmp"]}' "$API/dedupe/scan" | field job_id)
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep planned && break
  sleep 0.5
done
curl -H "X-API-Key: $KEY" "$API/dedupe/results/$JOB_ID"
# #endregion

# #region execute
curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d "{\"job_id\": \"$JOB_ID\", \"keep\": \"shortest_path\", \"spare\": []}" "$API/dedupe/execute"
# #endregion
for try in {1..60}; do
  curl -H "X-API-Key: $KEY" "$API/organize/status/$JOB_ID" | grep completed && break
  sleep 0.5
done
