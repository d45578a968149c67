API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}

# #region key
curl -H "X-API-Key: $KEY" "$API/auth/me"
# #endregion

# #region login
TOKEN=$(curl -H "Content-Type: application/json" \
  -d "{\"username\": \"admin\", \"password\": \"$PASSWORD\"}" "$API/auth/login" | field access_token)
curl -H "Authorization: Bearer $TOKEN" "$API/auth/me"
# #endregion

# #region create
curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
  -d '{"name": "backup", "scopes": ["files:read"], "expires_at": "2030-01-01T00:00:00Z"}' \
  "$API/auth/api-keys" > key.json
cat key.json # this once
curl -H "Authorization: Bearer $TOKEN" "$API/auth/api-keys"
# #endregion

# #region delete
KEY_ID=$(field key_id < key.json)
curl -X DELETE -H "Authorization: Bearer $TOKEN" "$API/auth/api-keys/$KEY_ID"
# #endregion

# #region logout
curl -X POST -H "Authorization: Bearer $TOKEN" "$API/auth/logout"
# #endregion

# #region token
TOKEN=$(curl -H "Content-Type: application/json" \
  -d "{\"username\": \"admin\", \"password\": \"$PASSWORD\"}" "$API/auth/login" | field access_token)
curl -H "Authorization: Bearer $TOKEN" "$API/files?path=/"
# #endregion
