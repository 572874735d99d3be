"""What only administrators may do, checked where it is done and not only where it is shown."""

from errors import UserError
from ui.client import User


def check_admin(user: User) -> None:
    """Let administrators pass.

    Raises:
        UserError: the user is none.
    """
    if not user.admin:
        raise UserError("this page", "it is for administrators", "ask whoever runs this service")
