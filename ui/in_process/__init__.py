"""The client in process: everything runs in one background event loop beside the pages."""

from ui.in_process.client import InProcessClient, open_client

__all__ = ["InProcessClient", "open_client"]
