"""What a folder holds before any commit is read: whose repository, which tips, and whether anything is new."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from .problems import GitProblem, NotARepository
from .process import run
from .remote import website, without_credentials
from .text import decoded

_SAYS_NOTHING = {"repo", "repo.git", "repository", "bare", "bare.git", ".bare"}
_MAIN = ("main", "master", "trunk", "default")


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository as it was when it was described; reading goes by these tips, whatever moves meanwhile."""

    path: Path
    """Where git is run: the top of the work tree, or the folder that was given."""
    git_dir: Path
    """Absolute and shared by all work trees of a repository, so it tells repositories apart."""
    name: str
    bare: bool
    shallow: bool
    partial: bool
    """Cloned with a filter: line counts may be out of reach, since nothing is ever fetched here."""
    object_format: str
    refs: dict[str, str]
    """Branches, remote branches, tags and HEAD with the objects they name; a tag may name a tag object."""
    horizon: frozenset[str]
    """Commits whose parents a shallow clone cut off. When it changes, read again without `known_tips`."""
    fingerprint: str
    """Equal fingerprints: no new commit, none vanished, and the same .mailmap."""
    user_name: str
    user_email: str
    remote_url: str
    """Of origin, else of the first remote; without password; empty when there is none."""
    web_url: str
    """A guess: commits are at `{web_url}/commit/{hash}` on most hosts; empty when the remote is no web host."""

    @property
    def tips(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.refs.values())))

    @property
    def main(self) -> str:
        """The tip of the default branch; empty when there is none."""
        names = (f"refs/heads/{name}" for name in _MAIN)
        found = (self.refs.get(name) for name in ("refs/remotes/origin/HEAD", *names, "HEAD"))
        return next(filter(None, found), "")


def describe(path: str | Path) -> Repository:
    """The repository that this folder is, or lies in. Raises GitProblem."""
    root = _folder(Path(path))
    inside, bare, shallow, object_format, common = _layout(root)
    root = _top(root) if inside else root
    config = _config(root)
    refs = _refs(root)
    cut = _content(common / "shallow") if shallow else b""
    remote = _remote(config)
    return Repository(
        path=root,
        git_dir=common,
        name=_name(common, bare=bare),
        bare=bare,
        shallow=shallow,
        partial="extensions.partialclone" in config or any(key.endswith(".promisor") for key in config),
        object_format=object_format,
        refs=refs,
        horizon=frozenset(cut.decode("ascii", "replace").split()),
        fingerprint=_fingerprint(refs, cut, _mailmap(root, config)),
        user_name=config.get("user.name", ""),
        user_email=config.get("user.email", ""),
        remote_url=without_credentials(remote),
        web_url=website(remote),
    )


def _folder(path: Path) -> Path:
    folder = path.expanduser().absolute()
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise GitProblem(
            f"The name of the folder {decoded(bytes(folder))} is no proper text; rename it and collect again."
        ) from None
    if not folder.exists():
        raise NotARepository(f"There is no folder {folder}; check the path.")
    if not folder.is_dir():
        raise NotARepository(f"{folder} is a file; give the folder of a git repository.")
    return folder.parent if folder.name == ".git" else folder


def _layout(root: Path) -> tuple[bool, bool, bool, str, Path]:
    flags = ("--is-inside-work-tree", "--is-bare-repository", "--is-shallow-repository", "--show-object-format")
    printed = run(root, "rev-parse", "--path-format=absolute", *flags, "--git-common-dir")
    inside, bare, shallow, object_format, common = printed.split(b"\n", 4)
    return (
        inside == b"true",
        bare == b"true",
        shallow == b"true",
        object_format.decode(),
        Path(decoded(common.removesuffix(b"\n"))),
    )


def _top(root: Path) -> Path:
    if (root / ".git").exists():
        return root
    return Path(decoded(run(root, "rev-parse", "--show-toplevel").removesuffix(b"\n")))


def _config(root: Path) -> dict[str, str]:
    """The last value of every setting; keys as git prints them, sections and names in lower case."""
    entries = (entry.partition("\n") for entry in decoded(run(root, "config", "-z", "--list")).split("\0"))
    return {key: value for key, _, value in entries if key}


def _refs(root: Path) -> dict[str, str]:
    form = "--format=%(objectname) %(HEAD)%(refname)"
    listed = decoded(run(root, "for-each-ref", form, "refs/heads", "refs/remotes", "refs/tags"))
    refs = {}
    for line in filter(None, listed.split("\n")):
        tip, _, name = line.partition(" ")
        refs[name[1:]] = tip
        if name.startswith("*"):
            refs["HEAD"] = tip
    return refs if "HEAD" in refs else refs | _detached(root)


def _detached(root: Path) -> dict[str, str]:
    """HEAD when it stands on no branch; nothing in a repository without commits."""
    try:
        return {"HEAD": run(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()}
    except GitProblem:
        return {}


def _fingerprint(refs: dict[str, str], cut: bytes, mailmap: bytes) -> str:
    lines = "\n".join(f"{tip} {name}" for name, tip in sorted(refs.items())).encode()
    parts = (hashlib.sha256(part).digest() for part in (lines, cut, mailmap))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _mailmap(root: Path, config: dict[str, str]) -> bytes:
    """What maps identities beside the commits themselves; a bare repository's map is HEAD's, so it moves with HEAD."""
    extra = config.get("mailmap.file", "")
    return b"\0".join(
        (
            _content(root / ".mailmap"),
            _content(root / Path(extra).expanduser()) if extra else b"",
            config.get("mailmap.blob", "").encode(),
        )
    )


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _name(git_dir: Path, *, bare: bool) -> str:
    """That of its folder. Who keeps bare clones in `shop/repo` calls them all the same."""
    folder = git_dir.parent if git_dir.name == ".git" else git_dir
    if bare and folder.name in _SAYS_NOTHING and folder.parent.name:
        folder = folder.parent
    return folder.name.removesuffix(".git") or folder.name or "repository"


def _remote(config: dict[str, str]) -> str:
    urls = {key: value for key, value in config.items() if key.startswith("remote.") and key.endswith(".url")}
    return urls.get("remote.origin.url") or next(iter(urls.values()), "")
