"""Where templates lie (organisation, package, checkout), and the one autoescaping environment.

The organisation's own folder wins file by file. Where there is one, all templates run in Jinja's sandbox, which takes a
third of a page's time; a broken one is the user's to mend: SettingsError with file and line. In the wheel templates lie
within the package, in a checkout beside it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pressinvite import __version__
from pressinvite.errors import Finding, SettingsError, Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.bccache import Bucket

    from pressinvite.language import Language

PACKAGE = Path(__file__).parent


class Templates:
    """The templates in one language."""

    def __init__(self, environment: Environment, loader: _Loader, *, override: bool) -> None:
        self._environment = environment
        self._folders = loader.folders
        self._override = override

    def render(self, name: str, /, **values: object) -> str:
        """Return the rendered template; SettingsError with file and line where the organisation's own is broken."""
        try:
            return self._environment.get_template(name).render(values)
        except Exception as error:
            if not self._override:
                raise
            raise _explain(error, name, self._folders) from error


def template_folders(package: Path = PACKAGE) -> list[Path]:
    """Where our own templates can lie: in the package (wheel), or beside it (checkout, editable install)."""
    return [folder for folder in (package / "templates", package.parent / "templates") if folder.is_dir()]


def open_templates(override: Path | None, language: Language, *, package: Path = PACKAGE) -> Templates:
    """Return the templates, speaking `language`; those in the folder `override` win."""
    loader = _Loader(([override] if override else []) + template_folders(package))
    kind = ImmutableSandboxedEnvironment if override else Environment
    environment = kind(
        loader=loader,
        bytecode_cache=_open_cache("own" if override else "package"),
        autoescape=_escapes,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    text: Callable[..., str] = language.text
    environment.globals["_"] = text
    return Templates(environment, loader, override=override is not None)


class _Loader(FileSystemLoader):
    """Files of the folders; a name or a symbolic link that leads out of them is not found."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__([str(folder) for folder in folders])
        self.folders = [folder.resolve() for folder in folders]

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 -- Jinja's signature
        parts = split_template_path(template)
        for folder in self.folders:
            path = folder.joinpath(*parts).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return _read(path, template), str(path), lambda: True
        raise TemplateNotFound(template)


class _Cache(FileSystemBytecodeCache):
    """Compiled templates, kept for the next process: compiling is two thirds of what a first page costs."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # a full disk costs time, not the invitation
            super().dump_bytecode(bucket)


def _open_cache(kind: str) -> _Cache | None:
    """The user's own folder, apart by kind, for the sandbox's bytecode is other than that without. It is one which Jinja makes with mode 0700 and refuses where another owns it or may write to it.

    Bytecode is run as it is, so without such a folder there is no cache.
    """
    try:
        return _Cache(pattern=f"pressinvite-{__version__}-{kind}-%s.bytecode")
    except (OSError, RuntimeError):
        return None


def _read(path: Path, name: str) -> str:
    octets = path.read_bytes()
    try:
        return octets.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateSyntaxError("not UTF-8", octets.count(b"\n", 0, error.start) + 1, name, str(path)) from None


def _escapes(name: str | None) -> bool:
    """Tell whether values are escaped: everywhere but in plain text and data files."""
    return name is None or not name.endswith((".txt", ".toml", ".yaml"))


def _explain(error: Exception, name: str, folders: list[Path]) -> SettingsError:
    """What the user must mend: the innermost of the templates' own lines that the error came through."""
    own = folders[0] / name
    path, line, problem = own, 1, str(error) or type(error).__name__
    trace = error.__traceback__
    while trace is not None:
        place = Path(trace.tb_frame.f_code.co_filename)
        if place.suffix != ".py" and any(place.is_relative_to(folder) for folder in folders):
            path, line = place, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, TemplateSyntaxError):
        path, line = Path(error.filename or path), error.lineno
        problem = error.message or problem
    elif isinstance(error, TemplateNotFound):
        problem = f"{error.name}: not found"
    text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    lines = text.splitlines()
    words = lines[line - 1].strip() if line <= len(lines) else ""
    column = lines[line - 1].index(words) + 1 if words else 1
    finding = Finding("template", "error", "", {"name": path.name, "problem": problem}, Spot(line, column, words))
    return SettingsError(finding, source=str(path), text=text)
