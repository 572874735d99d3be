"""The kinds of error this program has, and nothing else.

`UserError` is about what the user gave us; every other exception is a defect of ours and ends in exit code 70.
"""


class UserError(Exception):
    """Input or settings that cannot be used.

    Shown as exactly one line: `subject: problem; remedy`.

    Args:
        subject: which input: a file name, an option, a setting's name.
        problem: what is wrong with it.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        super().__init__(subject, problem, remedy)
        self.subject = subject
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.subject}: {self.problem}" + (f"; {self.remedy}" if self.remedy else "")
        return " ".join(line.split())
