"""The package works alike on Windows, macOS and Linux: encodings are named, line ends are ours, paths have slashes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ONE_SYSTEM = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "msvcrt", "winreg"}
"""Modules that some systems lack; behind a check for them they may be used."""

TEXT_CALLS = {"read_text", "write_text"}


def find_calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if name:
                yield name, node


def has(call: ast.Call, keyword: str) -> bool:
    return any(one.arg in (keyword, None) for one in call.keywords)


def is_binary(call: ast.Call) -> bool:
    """Tell whether a file is opened for bytes: the mode is the first text among the first two arguments."""
    modes = [
        one.value
        for one in (*call.args, *(k.value for k in call.keywords if k.arg == "mode"))
        if isinstance(one, ast.Constant)
    ]
    return any(isinstance(mode, str) and "b" in mode and len(mode) < 4 for mode in modes)


def names_encoding(name: str, call: ast.Call) -> bool:
    """Tell whether a text is read or written in an encoding that is named."""
    if name in TEXT_CALLS:
        needed = 1 if name == "read_text" else 2
        return has(call, "encoding") or len(call.args) >= needed
    if name in ("open", "fdopen"):
        return is_binary(call) or has(call, "encoding") or not is_file_open(call)
    if name in ("run", "Popen", "check_output"):
        asks_text = any(one.arg in ("text", "universal_newlines") for one in call.keywords)
        return not asks_text or has(call, "encoding")
    return True


def is_file_open(call: ast.Call) -> bool:
    """Tell `open(...)` and `path.open(...)` from methods of other things, such as `os.open` and `tarfile.open`."""
    owner = getattr(getattr(call.func, "value", None), "id", "")
    return owner not in ("os", "tarfile", "zipfile", "webbrowser", "self", "Image")


def minds_absence(node: ast.AST) -> bool:
    """Tell whether what is in a statement may lack a module: it catches or suppresses the error of its import."""
    caught = [handler.type for handler in node.handlers] if isinstance(node, ast.Try) else []
    if isinstance(node, ast.With):
        caught = [
            one for item in node.items if isinstance(item.context_expr, ast.Call) for one in item.context_expr.args
        ]
    return any(getattr(one, "id", "") in ("ImportError", "ModuleNotFoundError") for one in caught)


def complaints(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the reason of everything in a module that depends on the system it runs on."""
    for name, call in find_calls(tree):
        if not names_encoding(name, call):
            yield call.lineno, f"{name} without an encoding"
        if name == "write_text" and not has(call, "newline"):
            yield call.lineno, "write_text without newline: Windows would write other bytes"
        if name in ("getpreferredencoding", "setlocale"):
            yield call.lineno, f"{name}: the result depends on the locale"
        if name == "strftime" and any("%-" in str(getattr(one, "value", "")) for one in call.args):
            yield call.lineno, "strftime with %-, which Windows lacks"
    guarded = {id(node) for guard in ast.walk(tree) if minds_absence(guard) for node in ast.walk(guard)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in guarded:
            names = {alias.name.split(".")[0] for alias in node.names} | {
                (getattr(node, "module", "") or "").split(".")[0]
            }
            for one in sorted(names & ONE_SYSTEM):
                yield node.lineno, f"import {one}, which not every system has"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(("/tmp/", "C:\\")):
            yield node.lineno, f"a path of one system: {node.value!r}"


MODULES = sorted((ROOT / "scripts/regesto").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "scripts/regesto").as_posix())
def test_a_module_depends_on_no_system(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [f"{path.name}:{line}: {why}" for line, why in complaints(tree)] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("open('a')", "open without an encoding"),
        ("path.open('w')", "open without an encoding"),
        ("path.read_text()", "read_text without an encoding"),
        ("path.write_text(a, encoding='utf-8')", "write_text without newline"),
        ("subprocess.run(a, text=True)", "run without an encoding"),
        ("import fcntl", "import fcntl"),
        ("when.strftime('%-d')", "strftime"),
        ("a = '/tmp/x'", "a path of one system"),
    ],
)
def test_what_depends_on_one_would_be_found(code: str, said: str) -> None:
    assert any(said in why for _, why in complaints(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "path.open('rb')",
        "open(a, 'xb')",
        "path.read_text('utf-8')",
        "os.open(a, b)",
        "try:\n import fcntl\nexcept ImportError:\n pass",
        "run(a, text=True, encoding='u')",
    ],
)
def test_what_does_not_is_let_be(code: str) -> None:
    assert list(complaints(ast.parse(code))) == []
