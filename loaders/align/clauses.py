"""The clauses of a document in two languages, paragraph by paragraph, side by side and counted together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mandategraph.loaders.align.norms import differences, united
from mandategraph.loaders.align.sequences import merged, paired
from mandategraph.loaders.annotations import Annotations, Clause, Norm
from mandategraph.loaders.document import Finding


@dataclass(frozen=True, slots=True)
class Couple:
    """A clause with its norm in two languages, under one path; None for what it is not, or does not state, in one."""

    clauses: tuple[Clause | None, Clause | None]
    norms: tuple[Norm | None, Norm | None]

    @property
    def paragraph(self) -> str:
        """The path of the paragraph that it stands in."""
        return next(clause.paragraph for clause in self.clauses if clause is not None)

    def findings(self) -> Iterator[Finding]:
        """What the two languages disagree in."""
        acts = tuple("-" if clause is None else clause.act for clause in self.clauses)
        if acts[0] != acts[1]:
            words = " | ".join(acts)
            yield Finding("acts-differ", self.paragraph, f"{words}: the acts of one clause in two languages", words)
        if None not in self.clauses:
            for words in differences(*self.norms):
                yield Finding("norms-differ", self.paragraph, f"{words}: one norm in two languages", words)

    def united(self) -> "Couple":
        """The couple with all that either language says of the norm said in both, each with its own words."""
        first, second = self.norms
        if first is None or second is None:
            return self
        whole = united(first, second)
        return replace(self, norms=(whole, replace(whole, action=second.action)))


def couple(first: Annotations, second: Annotations) -> tuple[Couple, ...]:
    """The clauses of two languages side by side, by the order of their acts in each paragraph, counted anew."""
    own = _by_paragraph(first.clauses), _by_paragraph(second.clauses)
    norms = _by_clause(first.norms), _by_clause(second.norms)
    return tuple(
        _couple((one, other), position, norms)
        for paragraph in merged(tuple(own[0]), tuple(own[1]))
        for position, (one, other) in enumerate(_side_by_side(own[0][paragraph], own[1][paragraph]), 1)
    )


def _by_paragraph(clauses: Sequence[Clause]) -> defaultdict[str, list[Clause]]:
    found: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        found[clause.paragraph].append(clause)
    return found


def _by_clause(norms: Sequence[Norm]) -> Mapping[str, Norm]:
    return {norm.clause: norm for norm in norms}


def _side_by_side(first: Sequence[Clause], second: Sequence[Clause]) -> Iterator[tuple[Clause | None, Clause | None]]:
    for one, other in paired([clause.act for clause in first], [clause.act for clause in second]):
        yield None if one is None else first[one], None if other is None else second[other]


def _couple(
    clauses: tuple[Clause | None, Clause | None],
    position: int,
    norms: tuple[Mapping[str, Norm], Mapping[str, Norm]],
) -> Couple:
    one, other = clauses
    return Couple(
        (_counted(one, position), _counted(other, position)),
        (_stated(one, position, norms[0]), _stated(other, position, norms[1])),
    )


def _counted(clause: Clause | None, position: int) -> Clause | None:
    return None if clause is None else replace(clause, position=position)


def _stated(clause: Clause | None, position: int, norms: Mapping[str, Norm]) -> Norm | None:
    norm = None if clause is None else norms.get(clause.path)
    return None if clause is None or norm is None else replace(norm, clause=replace(clause, position=position).path)
