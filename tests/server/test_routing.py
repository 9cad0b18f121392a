"""What the front is told of a request: whether it writes."""

import pytest

from mandategraph.server.routing import FORM_TYPE, QUERY_TYPE, UPDATE_TYPE, writes

REQUESTS = (
    # writes  method    path               content type                       body
    (True, "POST", "/sparql", UPDATE_TYPE, b"CLEAR ALL"),
    (True, "POST", "/sparql", f"{UPDATE_TYPE.upper()}; charset=utf-8", b""),
    (True, "POST", "/sparql", FORM_TYPE, b"update=CLEAR+ALL"),
    (True, "POST", "/sparql", FORM_TYPE, b"using-graph-uri=urn:x&%75pdate=CLEAR+ALL"),
    (True, "POST", "/sparql", FORM_TYPE, b"update"),
    (True, "PUT", "/graph", "text/turtle", b""),
    (True, "POST", "/graph", "text/turtle", b""),
    (True, "DELETE", "/graph", "", b""),
    (True, "PUT", "/graph/S/RES/2396(2017)", "text/turtle", b""),
    (True, "PATCH", "/graph/x", UPDATE_TYPE, b""),
    (False, "GET", "/graph", "", b""),
    (False, "HEAD", "/graph/x", "", b""),
    (False, "OPTIONS", "/graph/x", "", b""),
    (False, "POST", "/graphs", "text/turtle", b""),
    (False, "GET", "/sparql", "", b""),
    (False, "GET", "/sparql", UPDATE_TYPE, b"CLEAR ALL"),
    (False, "PUT", "/sparql", UPDATE_TYPE, b"CLEAR ALL"),
    (False, "POST", "/sparql", QUERY_TYPE, b"ASK {}"),
    (False, "POST", "/sparql", FORM_TYPE, b"query=ASK{}%20#update=x"),
    (False, "POST", "/sparql", FORM_TYPE, b"query=SELECT+?update+{}"),
    (False, "POST", "/sparql", FORM_TYPE, b"updates=x&an+update=y&%"),
    (False, "POST", "/sparql", "", b"update=CLEAR+ALL"),
    (False, "POST", "/sparql", FORM_TYPE, b""),
    (False, "POST", "/doc/S/2018/80", UPDATE_TYPE, b"CLEAR ALL"),
)


@pytest.mark.parametrize(("changing", "method", "path", "content_type", "body"), REQUESTS)
def test_a_write_is_told_from_a_read(changing: bool, method: str, path: str, content_type: str, body: bytes) -> None:
    assert writes(method, path, content_type, body) is changing
