# #region use
API=http://localhost:4010/api/v1
KEY=fo_abc123_token456
curl -H "X-API-Key: $KEY" "$API/files?path=/"
# #endregion

set +e # this one is refused
# #region refused
curl -H "X-API-Key: $KEY" -H "Prefer: code=429" -i "$API/files"
# #endregion

exit 0
