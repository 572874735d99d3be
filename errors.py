"""The kinds of error this program has, and nothing else.

`UserError` is about what the user gave us, `GatewayUnavailable` and `BudgetExceeded` say that no model could be asked, on which
a stage's rules take over; every other exception is a defect of ours and ends in exit code 70.
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


class GatewayUnavailable(Exception):
    """No model gave a usable answer in time.

    Args:
        stage: which stage asked.
        reason: one plain line for the report, without keys or personal data.
    """

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(stage, reason)
        self.stage = stage
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.stage}: {self.reason}"


class BudgetExceeded(GatewayUnavailable):
    """A budget of tokens is used up.

    Args:
        stage: which stage asked.
        budget: whose limit was met: `run`, `stage`, `user`, `day`.
        limit: in tokens.
        wanted: tokens that the call would have reserved.
    """

    def __init__(self, stage: str, budget: str, limit: int, wanted: int) -> None:
        super().__init__(stage, f"the {budget} budget of {limit:,} tokens has no room for {wanted:,} more")
        self.budget = budget
        self.limit = limit
        self.wanted = wanted
