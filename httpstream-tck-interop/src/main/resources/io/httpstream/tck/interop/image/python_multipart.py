"""Forms as python-multipart reads them, over http.server: a line for each part, as the origin writes it."""

import hashlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from multipart.multipart import MultipartParser, parse_options_header


def text(value):
    return value.hex() if value else "-"


class Form:
    """Collects what the parser calls back with."""

    def __init__(self):
        self.lines = []

    def part_begin(self):
        self.fields = {}
        self.name = b""
        self.value = b""
        self.digest = hashlib.sha256()
        self.length = 0

    def header_field(self, data, start, end):
        self.name += data[start:end]

    def header_value(self, data, start, end):
        self.value += data[start:end]

    def header_end(self):
        self.fields[self.name.lower()] = self.value
        self.name = b""
        self.value = b""

    def part_data(self, data, start, end):
        self.digest.update(data[start:end])
        self.length += end - start

    def part_end(self):
        _, options = parse_options_header(self.fields[b"content-disposition"])
        self.lines.append(
            f"{text(options.get(b'name'))} {text(options.get(b'filename'))}"
            f" {text(self.fields.get(b'content-type'))} {self.length} {self.digest.hexdigest()}\n"
        )

    def callbacks(self):
        names = ["part_begin", "part_data", "part_end", "header_field", "header_value", "header_end"]
        return {f"on_{name}": getattr(self, name) for name in names}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def pieces(self):
        """The body; http.server leaves chunks to others (RFC 9112, section 7.1)."""
        if self.headers.get("Transfer-Encoding") is None:
            left = int(self.headers["Content-Length"])
            while left > 0:
                piece = self.rfile.read(min(left, 65536))
                left -= len(piece)
                yield piece
            return
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline() not in (b"\r\n", b"\n", b""):
            pass

    def do_POST(self):
        form = Form()
        status, answer = 200, ""
        try:
            _, options = parse_options_header(self.headers["Content-Type"])
            parser = MultipartParser(options[b"boundary"], form.callbacks())
            for piece in self.pieces():
                parser.write(piece)
            parser.finalize()
            answer = "".join(form.lines)
        except Exception as e:  # The TCK is to see what the parser does not like.
            status, answer = 400, repr(e)
            self.close_connection = True
        body = answer.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("0.0.0.0", 9102), Handler).serve_forever()
