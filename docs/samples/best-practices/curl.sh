field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}

# #region client
API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY # from the environment, and not in the script
curl --max-time 30 --retry 4 -H "X-API-Key: $KEY" "$API/files?path=/"
# #endregion

# #region timeout
curl --max-time 5 -H "X-API-Key: $KEY" "$API/files?path=/&recursive=true"
# #endregion

printf 'Cheese' > photo.txt
curl -H "X-API-Key: $KEY" -F path=/photos -F file=@photo.txt "$API/files/upload"

# #region idempotency
SCAN_KEY=$(node -p "crypto.randomUUID()") # kept with the work that it belongs to
scan() {
  curl --retry 4 --retry-connrefused -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
    -H "Idempotency-Key: $SCAN_KEY" -d '{"path": "/photos", "methodology": "date"}' "$API/organize/scan"
}
test "$(scan | field job_id)" = "$(scan | field job_id)" && echo same
# #endregion

printf 'Buy milk.' > notes.txt
# #region condition
curl -H "X-API-Key: $KEY" -F path=/ -F file=@notes.txt "$API/files/upload" > file.json
curl -X PATCH -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -H "If-Match: $(field etag < file.json)" -d '{"name": "list.txt"}' \
  "$API/files/$(field file_id < file.json)"
# #endregion
