import os
from http.server import BaseHTTPRequestHandler, HTTPServer

# #region unwrap
from bookshop import WebhookError
from bookshop.webhooks import unwrap

# The secret of the endpoint, as the API shows it.
secret = os.environ["WEBHOOK_SECRET"]


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            sale = unwrap(body, dict(self.headers.items()), secret)
            print(sale.book_id, flush=True)
            self.send_response(204)
        except WebhookError:
            self.send_response(400)
        self.end_headers()


# #endregion

server = HTTPServer(("127.0.0.1", int(os.environ["WEBHOOK_PORT"])), Receiver)
print("ready", flush=True)
server.serve_forever()
