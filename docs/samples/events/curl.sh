API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}
printf 'Buy milk.' > notes.txt

# #region watch
# curl opens the WebSocket, and writes each message to a file, between the bytes of its frame.
curl -N --http1.1 -H "X-API-Key: $KEY" -H "Connection: Upgrade" -H "Upgrade: websocket" \
  -H "Sec-WebSocket-Version: 13" -H "Sec-WebSocket-Key: $(openssl rand -base64 16)" \
  "$API/ws/my-client-id" > events.txt & WATCHER=$!
for try in {1..100}; do grep -aqs connected events.txt && break; sleep 0.1; done

curl -H "X-API-Key: $KEY" -F path=/live -F file=@notes.txt "$API/files/upload"
for try in {1..100}; do grep -aq file_uploaded events.txt && break; sleep 0.1; done
grep -ao '"event":"[a-z_]*"' events.txt
kill $WATCHER
# #endregion

# #region ticket
TICKET=$(curl -X POST -H "X-API-Key: $KEY" "$API/auth/ws-ticket" | field ticket)
echo "ws://localhost:8000/api/v1/ws/my-client-id?ticket=$TICKET"
# #endregion
