API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
set +e # each of these is refused

# #region catch
curl -H "X-API-Key: $KEY" "$API/files?path=/missing"
# #endregion

# #region class
curl -H "X-API-Key: $KEY" "$API/organize/status/0198c0de-7a11-7000-8000-00000000a001"
# #endregion

# #region fields
curl -H "X-API-Key: $KEY" "$API/files?limit=5000"
# #endregion

exit 0
