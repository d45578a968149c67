API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY

set +e # the last one is refused
# #region catch
for try in {1..200}; do
  [ "$(curl -o answer.json -D headers.txt -w '%{http_code}' -H "X-API-Key: $KEY" \
    "$API/search?q=invoice")" = 429 ] && break
done
grep -i '^retry-after' headers.txt
# #endregion

# #region wait
curl --retry 5 -H "X-API-Key: $KEY" "$API/files?path=/" # waits as long as Retry-After says
# #endregion

# #region left
curl -o answer.json -D - -H "X-API-Key: $KEY" "$API/files?path=/" | grep -i ratelimit
# #endregion
