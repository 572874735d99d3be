"""The secret key of this machine, for whoever derives a key of their own from it."""

from settings import Settings


def load_key(settings: Settings) -> bytes:
    """The key of the settings, else the one of the state folder, which is made at first use.

    Raises:
        UserError: it is no usable key, or it cannot be kept.
    """
    from storage.secret_key import load_secret_key

    return load_secret_key(settings.secret_key.get_secret_value() if settings.secret_key else None, settings.home).value
