API=http://localhost:8000/api/v1
KEY=$FILE_ORGANIZER_API_KEY
field() {
  node -e "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    if (answer.$1 === undefined) { console.error(answer.detail ?? answer); process.exit(1); }
    console.log(answer.$1)"
}
printf 'Buy milk and bread.' > groceries.txt
curl -H "X-API-Key: $KEY" -F path=/notes -F file=@groceries.txt "$API/files/upload"
while [ "$(curl -H "X-API-Key: $KEY" "$API/search?q=groceries" | field indexing)" = true ]; do sleep 0.05; done

# #region search
curl -H "X-API-Key: $KEY" "$API/search?q=milk&type=document"
# #endregion
