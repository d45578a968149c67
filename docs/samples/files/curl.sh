API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}
printf '%%PDF-1.7' > document.pdf
printf 'Buy milk.' > notes.txt
head -c 100000 /dev/zero > video.mp4

# #region upload
curl -H "X-API-Key: $KEY" -F path=/documents -F file=@document.pdf "$API/files/upload" > file.json
FILE_ID=$(field file_id < file.json)
# #endregion
cat file.json

# #region form
curl -H "X-API-Key: $KEY" -F path=/documents -F "file=@notes.txt;filename=list.txt" \
  "$API/files/upload"
# #endregion

# #region conflict
curl -H "X-API-Key: $KEY" -F path=/documents -F on_conflict=rename -F file=@document.pdf \
  "$API/files/upload"
# #endregion

# #region put
DIGEST=$(openssl dgst -sha256 -binary notes.txt | base64)
curl -T notes.txt -H "X-API-Key: $KEY" -H "Content-Type: application/octet-stream" \
  -H "Content-Digest: sha-256=:$DIGEST:" "$API/files/content?path=/notes/notes.txt"
# #endregion

# #region resume
curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"name": "video.mp4", "path": "/videos", "size": 100000}' "$API/uploads" > upload.json
UPLOAD_ID=$(field upload_id < upload.json)

# Again after each interruption, until "complete" is true:
OFFSET=$(curl -H "X-API-Key: $KEY" "$API/uploads/$UPLOAD_ID" | field offset)
tail -c "+$((OFFSET + 1))" video.mp4 | curl -X PATCH -T - -H "X-API-Key: $KEY" \
  -H "Content-Type: application/partial-upload" -H "Upload-Offset: $OFFSET" \
  "$API/uploads/$UPLOAD_ID"
# #endregion

# #region list
curl -H "X-API-Key: $KEY" "$API/files?path=/"
curl -H "X-API-Key: $KEY" "$API/files?path=/&recursive=true&sort_by=size"
# #endregion

# #region get
curl -H "X-API-Key: $KEY" "$API/files/$FILE_ID"
# #endregion

# #region download
curl -H "X-API-Key: $KEY" -o copy.pdf "$API/files/$FILE_ID/content"
# #endregion

# #region range
curl -H "X-API-Key: $KEY" -r 0-3 "$API/files/$FILE_ID/content"
# #endregion

# #region link
URL=$(curl -X POST -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"disposition": "inline"}' "$API/files/$FILE_ID/link" | field url)
curl -i -r 0-3 "http://localhost:8000$URL"
# #endregion

# #region move
ETAG=$(field etag < file.json)
curl -X PATCH -H "X-API-Key: $KEY" -H "Content-Type: application/json" -H "If-Match: $ETAG" \
  -d '{"path": "/archive/report.pdf"}' "$API/files/$FILE_ID"
# #endregion

# #region folders
curl -H "X-API-Key: $KEY" -H "Content-Type: application/json" -d '{"path": "/taxes/2026"}' \
  "$API/folders"
curl -X DELETE -H "X-API-Key: $KEY" "$API/folders?path=/taxes/2026"
# #endregion

# #region delete
curl -X DELETE -H "X-API-Key: $KEY" "$API/files/$FILE_ID"
curl -H "X-API-Key: $KEY" "$API/files/trash"
curl -X POST -H "X-API-Key: $KEY" "$API/files/$FILE_ID/restore"
# #endregion

# #region restore
curl -X DELETE -H "X-API-Key: $KEY" "$API/files/$FILE_ID"
curl -X POST -H "X-API-Key: $KEY" -H "Content-Type: application/json" \
  -d '{"path": "/restored/report.pdf"}' "$API/files/$FILE_ID/restore"
# #endregion

# #region permanent
curl -X DELETE -H "X-API-Key: $KEY" "$API/files/$FILE_ID?permanent=true"
# #endregion
