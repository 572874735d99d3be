"""What is cached serves many runs, in many threads."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path for folder in ("resume", "nodes", "documents", "prompts", "gateway") for path in (ROOT / folder).rglob("*.py")
]
CACHES = {"cache", "lru_cache"}
ONCE = {"Iterator", "Generator", "Iterable"}


def is_cached(function: ast.FunctionDef) -> bool:
    names = {node.id for one in function.decorator_list for node in ast.walk(one) if isinstance(node, ast.Name)}
    attributes = {
        node.attr for one in function.decorator_list for node in ast.walk(one) if isinstance(node, ast.Attribute)
    }
    return bool(CACHES & (names | attributes))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cached_function_returns_what_can_be_read_only_once(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    once = [
        function.name
        for function in functions
        if is_cached(function)
        and (
            any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))
            or any(isinstance(node, ast.Name) and node.id in ONCE for node in ast.walk(function.returns or ast.Pass()))
        )
    ]
    assert once == []
