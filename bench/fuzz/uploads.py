"""Graphs that nobody should upload: too deep, too many, broken, or calling for what is elsewhere."""

import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from fuzz.queries import ODD, mutation
from fuzz.shot import Shot, upload

MEDIA = (
    "text/turtle", "application/n-triples", "application/n-quads", "application/trig", "application/rdf+xml",
    "application/ld+json", "text/n3",
)  # fmt: skip
"""The media types of graphs."""

DEPTHS = (10, 1_000, 10_000, 100_000)
"""How deep things are nested."""

_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"'

GOOD = {
    "text/turtle": b'@prefix e: <urn:e:> . e:s e:p e:o , "x"@en , 1.5 ; e:q [ e:r ( 1 2 ) ] .',
    "application/n-triples": b'<urn:s> <urn:p> "x\\u00e9"@en .\n_:b <urn:p> <urn:o> .\n',
    "application/n-quads": b"<urn:s> <urn:p> <urn:o> <urn:g> .\n",
    "application/trig": b"@prefix e: <urn:e:> . e:g { e:s e:p e:o } e:s e:p e:o .",
    "application/rdf+xml": f'<rdf:RDF {_RDF}><e:c rdf:about="urn:s"><e:p>x</e:p></e:c></rdf:RDF>'.encode(),
    "application/ld+json": b'{"@context": {"p": "urn:p"}, "@id": "urn:s", "p": [{"@value": "x"}, 1]}',
    "text/n3": b"<urn:s> <urn:p> <urn:o> .",
}  # fmt: skip
"""A small graph in each format."""

NESTS = {
    # media type, what stands before, what opens, what is inside, what closes, what stands after
    "blank nodes": ("text/turtle", "<urn:s> <urn:p> ", "[ <urn:p> ", "1", " ]", " ."),
    "lists": ("text/turtle", "<urn:s> <urn:p> ", "(", "", ")", " ."),
    "triple terms": ("text/turtle", "<urn:s> <urn:p> ", "<<( <urn:s> <urn:p> ", "1", " )>>", " ."),
    "triple terms in lines": ("application/n-triples", "<urn:s> <urn:p> ", "<<( <urn:s> <urn:p> ", "<urn:o>", " )>>",
                              " ."),
    "annotations": ("text/turtle", "<urn:s> <urn:p> <urn:o> ", "{| <urn:p> <urn:o> ", "", "|}", " ."),
    "formulas": ("text/n3", "<urn:s> <urn:p> ", "{ <urn:s> <urn:p> ", "1", " }", " ."),
    "elements": ("application/rdf+xml", f"<rdf:RDF {_RDF}>", "<e:c><e:p>", "", "</e:p></e:c>", "</rdf:RDF>"),
    "open elements": ("application/rdf+xml", f"<rdf:RDF {_RDF}>", "<e:c><e:p>", "", "", ""),
    "XML literals": ("application/rdf+xml", f'<rdf:RDF {_RDF}><e:c><e:p rdf:parseType="Literal">', "<x>", "", "</x>",
                     "</e:p></e:c></rdf:RDF>"),
    "comments": ("application/rdf+xml", f"<rdf:RDF {_RDF}>", "<!-- -->", "", "", "</rdf:RDF>"),
    "contexts": ("application/ld+json", '{"@context": ', '{"p": {"@id": "urn:p", "@context": ', "{}", "}}", "}"),
    "lists of contexts": ("application/ld+json", '{"@context": ', "[", "{}", "]", "}"),
    "objects": ("application/ld+json", '{"@context": {"@vocab": "urn:"}, "p": ', '{"p": ', "1", "}", "}"),
    "arrays": ("application/ld+json", '{"@context": {"@vocab": "urn:"}, "p": ', "[", "1", "]", "}"),
    "lists of values": ("application/ld+json", '{"@context": {"@vocab": "urn:"}, "p": ', '{"@list": [', "1", "]}", "}"),
    "graphs": ("application/ld+json", "", '{"@graph": [', "", "]}", ""),
    "open arrays": ("application/ld+json", "", "[", "", "", ""),
    "objects in lines": ("text/turtle", "<urn:s> <urn:p> 1", " , 1", "", "", " ."),
    "prefixes": ("text/turtle", "", "@prefix p: <urn:> . ", "", "", ""),
}  # fmt: skip
"""What can be nested in a graph."""

_ENTITY = '<!DOCTYPE r [{}]><rdf:RDF {}><rdf:Description rdf:about="urn:s"><e:p>{}</e:p></rdf:Description></rdf:RDF>'


def _laughs(depth: int, width: int) -> str:
    rules = ['<!ENTITY a0 "ha">']
    rules += [f'<!ENTITY a{n} "{f"&a{n - 1};" * width}">' for n in range(1, depth)]
    return _ENTITY.format("".join(rules), _RDF, f"&a{depth - 1};")


XML = (
    _laughs(30, 10),
    _laughs(8, 10),
    _laughs(5, 200),
    _ENTITY.format(f'<!ENTITY a "{"x" * 100_000}">', _RDF, "&a;" * 10_000),
    _ENTITY.format('<!ENTITY a SYSTEM "file:///etc/passwd">', _RDF, "&a;"),
    _ENTITY.format('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', _RDF, "&a;"),
    _ENTITY.format('<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;', _RDF, ""),
    _ENTITY.format('<!ENTITY a "&b;"><!ENTITY b "&a;">', _RDF, "&a;"),
    f'<rdf:RDF {_RDF} {" ".join(f"""xmlns:n{n}="urn:{n}" """ for n in range(20_000))}/>',
    f'<rdf:RDF {_RDF}><e:c {" ".join(f"""e:a{n}="{n}" """ for n in range(20_000))}/></rdf:RDF>',
    f'<rdf:RDF {_RDF}><e:c e:p="{"x" * 2_000_000}"/></rdf:RDF>',
    f'<?xml version="1.0" encoding="utf-7"?><rdf:RDF {_RDF}/>',
    f'<?xml version="1.0" encoding="utf-16"?><rdf:RDF {_RDF}/>',
    f'<rdf:RDF {_RDF} xml:base="\x01"><e:c rdf:about="{"../" * 5_000}"/></rdf:RDF>',
)
"""Documents of XML that cost more than they look."""

JSON = (
    '{"@context": "http://127.0.0.1:9/"}',
    '{"@context": "file:///etc/passwd"}',
    '{"@context": {"@import": "http://127.0.0.1:9/"}}',
    '{"@context": {"a": "b:x", "b": "a:x"}, "a": 1}',
    '{"@context": {"@vocab": "urn:", "@version": 1e999}, "p": 1e999}',
    json.dumps({"@context": {"@base": "urn:x"}, "@id": "../" * 5_000}),
    json.dumps({"@context": {f"p{n}": f"p{n + 1}:x" for n in range(5_000)}, "p0": 1}),
    json.dumps({"@context": {f"p{n}": {"@id": f"urn:{n}", "@type": f"p{n - 1}"} for n in range(1, 5_000)}}),
    json.dumps({"@id": "urn:s", "@type": ["urn:t"] * 100_000}),
    '{"\\uD800": "\\uDC00"}',
    '{"@context": null, "@graph": null, "@id": null, "@type": null, "@reverse": null}',
    '{"@included": [{"@reverse": {"urn:p": [{"@reverse": {"urn:p": {}}}]}}]}',
    "[" * 3,
    "1e400",
)
"""Documents of JSON-LD that cost more than they look."""


_PACKED = (
    gzip.compress(bytes(50_000_000)), gzip.compress(GOOD["text/turtle"])[:-9], b"\x1f\x8b" + bytes(50),
    zlib.compress(GOOD["text/turtle"]), GOOD["text/turtle"], gzip.compress(GOOD["text/turtle"]),
)  # fmt: skip


def nested(rng: Random) -> Shot:
    """A graph that is nested deep."""
    name = rng.choice(tuple(NESTS))
    media, before, opens, inside, closes, after = NESTS[name]
    depth = rng.choice(DEPTHS)
    body = f"{before}{opens * depth}{inside}{closes * depth}{after}".encode()
    return upload(f"upload nested {name}", rng.choice(("PUT", "POST")), media, body)


def tricky_xml(rng: Random) -> Shot:
    """A document of XML that costs more than it looks."""
    return upload("upload XML", "PUT", "application/rdf+xml", rng.choice(XML).encode())


def tricky_json(rng: Random) -> Shot:
    """A document of JSON-LD that costs more than it looks."""
    return upload("upload JSON", "PUT", "application/ld+json", rng.choice(JSON).encode("utf-8", "surrogatepass"))


def mutated(rng: Random) -> Shot:
    """A graph that is broken in some places."""
    media = rng.choice(MEDIA)
    return upload("upload mutation", rng.choice(("PUT", "POST")), media, mutation(GOOD[media], rng))


def mislabelled(rng: Random) -> Shot:
    """A graph that says it is of another format, or of none."""
    media = rng.choice(
        (*MEDIA, "", "text/plain", "multipart/form-data", "text/turtle; charset=utf-16", "a" * 5_000, "/")
    )
    return upload("upload label", rng.choice(("PUT", "POST")), media, rng.choice(tuple(GOOD.values())))


def packed(rng: Random) -> Shot:
    """A graph that says it is packed, and is packed too well, or is not."""
    coding = rng.choice(("gzip", "deflate", "br", "zstd", "identity", "gzip, gzip", "x" * 99))
    return upload("upload coding", "PUT", "text/turtle", rng.choice(_PACKED), {"Content-Encoding": coding})


def random_bytes(rng: Random) -> Shot:
    """Bytes of no format."""
    body = rng.randbytes(rng.choice((0, 1, 100, 10_000))) + rng.choice(ODD)
    return upload("upload bytes", rng.choice(("PUT", "POST")), rng.choice(MEDIA), body)


KINDS: Mapping[Callable[[Random], Shot], int] = MappingProxyType(
    {nested: 6, tricky_xml: 2, tricky_json: 6, mutated: 25, mislabelled: 10, packed: 4, random_bytes: 10}
)
"""What is made, and how often beside the others."""
