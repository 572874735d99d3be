"""What a wording rule gives back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rewording:
    """A line in other words, and why."""

    text: str
    reason: str
    """In words for the job seeker."""
    extra: tuple[str, ...] = ()
    """Further lines, where one was cut into several; they follow `text` in this order."""

    def then(self, text: str, reason: str) -> "Rewording":
        """The same rewording with one more change of its text."""
        reasons = self.reason if reason in self.reason else f"{self.reason} {reason}".strip()
        return Rewording(text, reasons, self.extra)
