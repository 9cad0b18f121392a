"""Everything a document says, found in one pass: the annotations of a document as one value."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mandategraph.loaders.annotate.bindingness import Authority
from mandategraph.loaders.annotate.clauses import (
    ClauseGrammar,
    clause_grammar,
    modal_clauses,
    performative_clauses,
)
from mandategraph.loaders.annotate.mentions import (
    MentionGrammar,
    find_mentions,
    mention_grammar,
    mentions_in,
)
from mandategraph.loaders.annotate.norms import NormGrammar, Setting, keys, norm
from mandategraph.loaders.annotate.roles import role_grammar
from mandategraph.loaders.annotate.times import time_grammar
from mandategraph.loaders.annotations import Annotations, Clause, Mention, Norm, Subject
from mandategraph.loaders.document import Document, Kind, Paragraph
from mandategraph.loaders.knowledge import Knowledge
