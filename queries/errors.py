"""What can be wrong with a question or with the values it is asked with."""


class QuestionError(Exception):
    """The root of every error of this room; `question` is the name of the question it is about."""

    def __init__(self, question: str, message: str) -> None:
        super().__init__(f"{question}: {message}")
        self.question = question


class UnknownQuestionError(QuestionError):
    """There is no question of that name; `near` are the names most like it, the likeliest first."""

    def __init__(self, question: str, near: tuple[str, ...]) -> None:
        hint = f"; near it: {', '.join(near)}" if near else ""
        super().__init__(question, f"no such question{hint}")
        self.near = near


class MalformedQuestionError(QuestionError):
    """A question file breaks the rules of its header; `detail` shows the line or the parameter."""

    def __init__(self, question: str, detail: str) -> None:
        super().__init__(question, f"not a well-formed question: {detail}")
        self.detail = detail


class UnknownParameterError(QuestionError):
    """A value was given for a parameter the question does not have; `known` are those it has."""

    def __init__(self, question: str, parameter: str, known: tuple[str, ...]) -> None:
        super().__init__(question, f"no parameter {parameter!r}; it has: {', '.join(known)}")
        self.parameter = parameter
        self.known = known


class BadValueError(QuestionError):
    """A value is not of its parameter's type; `type` is the type's name, `value` what was given."""

    def __init__(self, question: str, parameter: str, type_: str, value: object) -> None:
        super().__init__(question, f"{parameter}: not a value of type {type_}: {value!r}")
        self.parameter = parameter
        self.type = type_
        self.value = value
