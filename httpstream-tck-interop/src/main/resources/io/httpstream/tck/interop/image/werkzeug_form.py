"""Forms as werkzeug reads them, over its own server: a line for each part, as the origin writes it."""

import hashlib

from werkzeug.serving import WSGIRequestHandler, run_simple
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder
from werkzeug.wrappers import Request, Response


def text(value):
    return value.encode("utf-8").hex() if value else "-"


def parts(request):
    """The events of its decoder, as its form data would lose the order of the parts."""
    boundary = request.mimetype_params["boundary"].encode("ascii")
    decoder = MultipartDecoder(boundary, max_form_memory_size=None)
    lines = []
    part = None
    digest = None
    length = 0
    while True:
        piece = request.stream.read(65536)
        decoder.receive_data(piece or None)
        event = decoder.next_event()
        while not isinstance(event, (Epilogue, type(None))) and type(event).__name__ != "NeedData":
            if isinstance(event, (Field, File)):
                part, digest, length = event, hashlib.sha256(), 0
            elif isinstance(event, Data):
                digest.update(event.data)
                length += len(event.data)
                if not event.more_data:
                    lines.append(
                        f"{text(part.name)} {text(getattr(part, 'filename', None))}"
                        f" {text(part.headers.get('content-type'))} {length} {digest.hexdigest()}\n"
                    )
            event = decoder.next_event()
        if isinstance(event, Epilogue) or not piece:
            return "".join(lines)


@Request.application
def application(request):
    try:
        return Response(parts(request), mimetype="text/plain")
    except Exception as e:  # The TCK is to see what the parser does not like.
        return Response(repr(e), status=400, mimetype="text/plain")


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"


run_simple("0.0.0.0", 9103, application, threaded=True, request_handler=Handler)
