"""JSON posted as OpenAI's SDK posts it, with a request that the SDK puts together once.

By itself the SDK makes the same address and the same headers for each request anew, in four copies of its options, and passes the
request through what signs and refreshes other people's credentials: that takes as long as HTTP does.
"""

import asyncio
import json
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING

import httpx2

from gateway.structured import Json

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""As the SDK encodes it."""


class JsonPost:
    """Posts to one path of one server with one key.

    Args:
        client: the SDK's client, which makes the request and the exceptions.
        http: the client's own, over which it is sent.
        path: under the client's address.
    """

    def __init__(self, client: "AsyncOpenAI", http: httpx2.AsyncClient, path: str) -> None:
        self._client = client
        self._http = http
        self._path = path
        self._bare: httpx2.Request | None = None
        """The request without its body."""

    async def send(self, body: Mapping[str, Json]) -> dict[str, Json]:
        """The object that the server answers.

        Raises:
            openai.APIError: it answers with a failure, or not at all.
            TypeError, ValueError: the answer is no JSON object.
        """
        import openai

        if self._bare is None:
            await asyncio.to_thread(
                self._make_bare
            )  # there the SDK reads from files which system this is, and remembers it
            self._bare = self._make_bare()
        bare = self._bare
        content = _ENCODE(body).encode()
        request = httpx2.Request("POST", bare.url, headers=bare.headers, content=content, extensions=bare.extensions)
        try:
            response = await self._http.send(request)
        except httpx2.TimeoutException as error:
            raise openai.APITimeoutError(request=request) from error
        except (httpx2.RequestError, ssl.SSLError) as error:
            raise openai.APIConnectionError(request=request) from error
        if not response.is_success:
            raise self._client._make_status_error_from_response(response)
        kind = response.headers.get("content-type", "json").partition(";")[0]
        answer: object = response.json() if kind.endswith("json") else response.text
        if not isinstance(answer, dict):
            raise TypeError(f"the answer is no JSON object but {type(answer).__name__}")
        return answer

    def _make_bare(self) -> httpx2.Request:
        """The SDK's own request for an empty object, without its length."""
        from openai._models import FinalRequestOptions

        request = self._client._build_request(FinalRequestOptions(method="post", url=self._path, json_data={}))
        del request.headers["content-length"]
        return request
