"""Does the walk-throughs of `rules/README.md` as they are written, and says how they should then read.

Each stands below a heading `###`, in Vietnamese above the line `---` and in English below it. Its steps are
its fenced blocks: `console` holds commands after `$ ` with what they print; `yaml` and `json` are written to
the file that the paragraph before names last, below the first line where the file is there already; `diff` is
a change of such a file; `sh` starts the service, which is ended with the walk-through.

What is shown differs from what is printed in one thing: the digest of the rules is `sha256:…`, for it changes
with every rule. The port 8000 is another one while the steps are done.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from serving import ROOT, serving

README = ROOT / "rules" / "README.md"
LANGUAGES = ("vi", "en")
BLOCK = re.compile(r"^```(?P<kind>console|yaml|json|diff|sh)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(?=### )", re.MULTILINE)
_NAMED = re.compile(r"`([^`\n]+)`")
_SERVICE = re.compile(r"SLA_RULES_DIR=(\S+) make run\n")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def walkthroughs(document):
    """Find the walk-throughs of each language."""
    halves = zip(LANGUAGES, document.split("\n---\n"), strict=True)
    return {lang: _HEADING.split(half)[1:] for lang, half in halves}


def commands(block):
    """List the commands of a console."""
    return [part.partition("\n")[0] for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]]


def file_of(block):
    """Find which file a block is for: the last name in the paragraph before it."""
    paragraph = block.string[: block.start()].rstrip().rpartition("\n\n")[2]
    return next(reversed(_NAMED.findall(paragraph)), "")


def performed(walkthrough, home):
    """Do a walk-through in a new folder that holds the rules; give it with what its commands print."""
    folder = home / "work"
    shutil.copytree(ROOT / "rules", folder / "rules")
    with ExitStack() as running:
        walk = _Walk(folder, running)
        return BLOCK.sub(walk.do, walkthrough)


class _Walk:
    """One walk-through that is being done."""

    def __init__(self, folder, running):
        self.folder, self.running, self.port = folder, running, 8000

    def do(self, block):
        """Do one step; give the block as it should read."""
        doing = {"console": self.type, "diff": self.change, "sh": self.serve}.get(block["kind"], self.write)
        return f"```{block['kind']}\n{doing(block) or block['text']}```"

    def type(self, block):
        """Type commands; one that fails must be followed by `echo $?`."""
        shown, status = "", 0
        for command in commands(block):
            assert not status or command == "echo $?", f"ends with {status}:\n{shown}"
            status, printed = self.run(command, status)
            shown += f"$ {command}\n{_DIGEST.sub('sha256:…', printed)}"
        assert not status, f"ends with {status}:\n{shown}"
        return shown

    def run(self, command, status):
        """Run one command in a shell in which the one before ended with a status."""
        done = subprocess.run(
            ["/bin/sh", "-c", f"(exit {status}); {command}".replace(":8000/", f":{self.port}/")],
            cwd=self.folder,
            env={"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def write(self, block):
        """Write a file; where it is there already its first line stays."""
        path = self.folder / file_of(block)
        path.parent.mkdir(parents=True, exist_ok=True)
        first = path.read_text("utf-8").splitlines(keepends=True)[:1] if path.exists() else []
        path.write_text("".join([*first, block["text"]]), "utf-8")

    def change(self, block):
        """Change a file: the lines of each part that stand in it must stand there once."""
        path = self.folder / file_of(block)
        for part in re.split(r"^@@\n", block["text"], flags=re.MULTILINE):
            lines = part.splitlines(keepends=True)
            old, new = ("".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
            text = path.read_text("utf-8")
            assert text.count(old) == 1, f"not once in {path.name}:\n{old}"
            path.write_text(text.replace(old, new), "utf-8")

    def serve(self, block):
        """Start the service on a free port."""
        rules = self.folder / _SERVICE.fullmatch(block["text"])[1]
        served = serving(self.folder, self.folder / "log", SLA_RULES_DIR=str(rules), WORKERS="1")
        _, self.port = self.running.enter_context(served)


def main():
    """Write into the document what its commands print now; somebody must read what has changed."""
    document = README.read_text("utf-8")
    for found in walkthroughs(document).values():
        for walkthrough in found:
            with tempfile.TemporaryDirectory() as home:
                document = document.replace(walkthrough, performed(walkthrough, Path(home)))
    README.write_text(document, "utf-8")


if __name__ == "__main__":
    main()
