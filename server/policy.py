"""What a server offers beyond answering queries: who may write, and which other servers it asks."""

from dataclasses import dataclass

from mandategraph.server.names import BASE


@dataclass(frozen=True, slots=True)
class Policy:
    """The `base` of the IRIs, and what is allowed.

    `token` is the bearer token that writes need; with None there is none, and the server is read-only. `union` says
    that the store was filled so that its default graph has the triples of all graphs. `services` are the endpoints
    that SERVICE may ask, `loads` the documents that LOAD may fetch, each by its whole IRI.
    """

    base: str = BASE
    token: str | None = None
    union: bool = True
    services: frozenset[str] = frozenset()
    loads: frozenset[str] = frozenset()

    @property
    def endpoint(self) -> str:
        """The IRI of the SPARQL endpoint, against which the relative IRIs of a query are resolved."""
        return f"{self.base}sparql"
