"""The headers that every answer has: scripts of other sites may read it, and caches keep apart what differs."""

EVERYWHERE = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE, OPTIONS"),
    ("Access-Control-Allow-Headers", "Accept, Accept-Language, Authorization, Content-Type"),
    (
        "Access-Control-Expose-Headers",
        "Allow, Content-Disposition, ETag, Location, Retry-After, WWW-Authenticate",
    ),
    ("X-Content-Type-Options", "nosniff"),
)
"""What is the same in all answers."""

VARYING = ("Accept", "Accept-Encoding", "Accept-Language")
"""The headers of a request by which the format, the coding and the language of an answer are chosen."""
