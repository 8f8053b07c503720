"""Compiled rules kept between starts: the same rules, trusted only where nobody else can write."""

import dataclasses
import errno
import os
import pickle
from datetime import datetime
from pathlib import Path

import pytest
from breaking import COPY, PERMIT, ROOT, TERM, replace, write
from click.testing import CliRunner

from sla_service.cli import main
from sla_service.core.due_date import due_date
from sla_service.core.rules import Receipt
from sla_service.rulebook import snapshot
from sla_service.rulebook.compare import compare
from sla_service.rulebook.load import load
from sla_service.rulebook.snapshot import Cache, CacheRefused, _seal, edition_of
from sla_service.store import RuleStore, configured_cache

RULES = ROOT / "rules"
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
OTHERS_MAY_WRITE = (0o770, 0o707, 0o777)


@pytest.fixture
def cache(tmp_path):
    """Name a folder that is not there yet."""
    return Cache(tmp_path / "cache")


@pytest.fixture
def loads(monkeypatch):
    """Note each time the store loads rules from their files."""
    found = []

    def loading(*folders):
        found.append(folders)
        return load(*folders)

    monkeypatch.setattr("sla_service.store.load", loading)
    return found


def kept(cache):
    """List the files of a cache."""
    return sorted(path.name for path in cache.folder.iterdir())


def keep(cache, folder):
    """Load a folder and keep its rules; give both."""
    key, book = edition_of([folder]), load(folder)
    cache.keep(key, [folder], book)
    return key, book


class TestSameRules:
    """What comes back."""

    def test_shipped_rules_come_back_whole(self, cache):
        """Nothing differs between the rules and their snapshot: no version, day, hour, title or source."""
        key, book = keep(cache, RULES)
        again = cache.find(key)
        assert again is not book
        assert again.digest == book.digest
        for name in ("fields", "procedures", "commitments"):
            assert getattr(again, name) == getattr(book, name)
        assert again.authorities.keys() == book.authorities.keys()
        for name, authority in book.authorities.items():
            other = again.authorities[name]
            assert (other.title, other.parent, other.calendar) == (
                authority.title,
                authority.parent,
                authority.calendar,
            )
            assert other.office.commitments == authority.office.commitments
            assert other.office.timeline.calendar == authority.office.timeline.calendar
        assert again.calendar("vn").sources == book.calendar("vn").sources
        comparison = compare(book, dataclasses.replace(again, digest="another, so that they are compared"))
        assert (comparison.differences, comparison.moves) == ((), ())

    def test_due_date_comes_out_the_same(self, cache):
        """Tuesday 5 March 2019, 11:29:59, at Long An: in time for 11:30, so the same day at 17:00."""
        key, _ = keep(cache, RULES)
        book = cache.find(key)
        at = datetime.fromisoformat("2019-03-05T11:29:59+07:00")
        receipt = Receipt(at, book.procedure("business-registration"))
        due = due_date(receipt, book.office("long-an")).due
        assert due.at.isoformat() == "2019-03-05T17:00:00+07:00"

    def test_offices_that_share_hours_still_share_a_timeline(self, cache):
        """A country of offices takes the room of its different hours."""
        key, book = keep(cache, RULES)
        again = cache.find(key)
        for some in (book, again):
            timelines = {id(authority.office.timeline) for authority in some.authorities.values()}
            assert len(timelines) == 1


def key_of(folders):
    """Tell the key of some folders."""
    return edition_of(folders).key


class TestKey:
    """When a snapshot no longer fits."""

    def test_another_byte_is_another_key(self, folder):
        """Also a comment: the key is of the bytes, the digest of the meaning."""
        key, digest = key_of([folder]), load(folder).digest
        write(folder, COPY, (folder / COPY).read_text("utf-8") + "# a comment\n")
        assert key_of([folder]) != key
        assert load(folder).digest == digest

    def test_schema_counts(self, folder):
        """A schema decides what is refused."""
        key = key_of([folder])
        schema = folder / "schema" / "procedure.schema.json"
        schema.write_text(schema.read_text("utf-8") + "\n", "utf-8")
        assert key_of([folder]) != key

    def test_name_of_a_file_counts(self, folder):
        """The same bytes under another name are other rules."""
        key = key_of([folder])
        (folder / PERMIT).rename(folder / "procedures" / "licence.yaml")
        assert key_of([folder]) != key

    def test_order_of_folders_counts(self, folder, tmp_path):
        """What lies above wins."""
        own = tmp_path / "own"
        write(own, PERMIT, (folder / PERMIT).read_text("utf-8"))
        assert len({key_of([folder]), key_of([folder, own]), key_of([folder, own, own])}) == 3

    def test_place_of_a_folder_does_not_count(self, folder, tmp_path):
        """A folder that moved is the same folder."""
        key = key_of([folder])
        assert key_of([folder.rename(tmp_path / "elsewhere")]) == key

    @pytest.mark.parametrize("package", ["holidays", "tzdata"])
    def test_other_package_is_another_key(self, folder, monkeypatch, package):
        """Days off come from one, the clock from another."""
        key = key_of([folder])
        monkeypatch.setattr(snapshot, "version", lambda name: "0" if name == package else "1")
        other = key_of([folder])
        monkeypatch.setattr(snapshot, "version", lambda name: "1")
        assert len({key, other, key_of([folder])}) == 3

    def test_other_program_is_another_key(self, folder, tmp_path, monkeypatch):
        """A newer release may compile the same files otherwise."""
        key = key_of([folder])
        program = tmp_path / "program"
        write(program, "core.py", "")
        monkeypatch.setattr(snapshot, "_PROGRAM", program)
        other = key_of([folder])
        write(program, "core.py", "pass\n")
        assert len({key, other, key_of([folder])}) == 3

    def test_folder_that_cannot_be_read_has_no_key(self, folder, tmp_path, cache):
        """Loading it tells why; neither is anything found or kept."""
        (folder / PERMIT).unlink()
        (folder / PERMIT).symlink_to(tmp_path / "there")
        assert edition_of([folder]) is None
        assert edition_of([tmp_path / "nowhere"]) is None
        assert cache.find(None) is None

    def test_rules_edited_while_they_are_loaded_are_not_kept(self, folder, cache):
        """Else the new files would stand for the old rules."""
        key, book = edition_of([folder]), load(folder)
        replace(folder, COPY, TERM, "term: {amount: 5, unit: working_days}\n    cutoff")
        cache.keep(key, [folder], book)
        assert not cache.folder.exists()

    def test_edit_that_is_undone_while_rules_are_loaded_is_noticed(self, folder, cache):
        """The files are what they were, the rules that were loaded between are not."""
        edition, good = edition_of([folder]), (folder / COPY).read_text("utf-8")
        write(folder, COPY, good.replace("otherwise: {amount: 1,", "otherwise: {amount: 2,"))
        book = load(folder)
        write(folder, COPY, good)
        assert edition_of([folder]).key == edition.key
        cache.keep(edition, [folder], book)
        assert not cache.folder.exists()


class TestStore:
    """A service that starts from a snapshot."""

    def test_starts_from_what_it_kept_before(self, folder, cache, loads):
        """The first start loads and keeps, the second only takes."""
        first, second = RuleStore(folder, cache=cache), RuleStore(folder, cache=cache)
        assert loads == [(folder,)]
        assert first.book.digest == second.book.digest

    def test_without_a_cache_nothing_is_kept(self, folder, cache, loads):
        """As ever."""
        RuleStore(folder)
        RuleStore(folder)
        assert len(loads) == 2
        assert not cache.folder.exists()

    def test_changed_rules_are_loaded(self, folder, cache, loads):
        """A snapshot of other files is no snapshot of these; it stays for those that come back."""
        before = (folder / COPY).read_text("utf-8")
        store = RuleStore(folder, cache=cache)
        digest = store.book.digest
        replace(folder, COPY, "otherwise: {amount: 1,", "otherwise: {amount: 1.0,")
        store.reload()
        assert len(loads) == 2
        assert len(kept(cache)) == 2
        write(folder, COPY, before)
        store.reload()
        assert len(loads) == 2
        assert store.book.digest == digest

    def test_broken_rules_are_refused_as_ever(self, folder, cache, loads):
        """The last good ones stay, and nothing is kept of what is broken."""
        store = RuleStore(folder, cache=cache)
        replace(folder, PERMIT, "field: health", "field: magic")
        store.reload()
        assert [fault.code for fault in store.refused] == ["unknown_reference"]
        assert len(kept(cache)) == 1
        assert len(loads) == 2


class TestTrust:
    """What is read, and what never."""

    @pytest.mark.parametrize("mode", OTHERS_MAY_WRITE)
    def test_folder_in_which_others_can_write_is_not_used(self, folder, cache, loads, caplog, mode):
        """The service starts from the files and says why."""
        RuleStore(folder, cache=cache)
        cache.folder.chmod(mode)
        RuleStore(folder, cache=cache)
        assert len(loads) == 2
        assert caplog.messages == [
            f"{cache.folder}:1:1: (top): warning: not used as a cache: it must belong to the user of the"
            " service or to root, and nobody else may write in it"
        ]

    @only_root
    def test_folder_of_somebody_else_is_not_used(self, folder, cache, monkeypatch):
        """Whoever owns it can put into it what he likes."""
        key, book = keep(cache, folder)
        monkeypatch.setattr("sla_service.rulebook.snapshot.os.geteuid", lambda: 10_001)
        os.chown(cache.folder, 12_345, -1)
        assert cache.find(key) is None
        with pytest.raises(CacheRefused) as refused:
            cache.keep(key, [folder], book)
        assert refused.value.fault.code == "cache_not_private"

    @only_root
    def test_folder_of_root_is_used(self, folder, cache, monkeypatch):
        """Made with the image, read by a user of few rights."""
        key, book = keep(cache, folder)
        monkeypatch.setattr("sla_service.rulebook.snapshot.os.geteuid", lambda: 10_001)
        os.chown(cache.folder, 0, -1)
        assert cache.find(key).digest == book.digest

    def test_everybody_may_read(self, folder, cache):
        """What root wrote the user of the service takes; nobody but the writer may write."""
        keep(cache, folder)
        (path,) = cache.folder.iterdir()
        assert (path.stat().st_mode & 0o777, cache.folder.stat().st_mode & 0o777) == (0o644, 0o755)

    @pytest.mark.parametrize("mode", [0o666, 0o622])
    def test_file_in_which_others_can_write_is_not_taken(self, folder, cache, mode):
        """Though its folder is private."""
        key, _ = keep(cache, folder)
        (path,) = cache.folder.iterdir()
        path.chmod(mode)
        assert cache.find(key) is None

    def test_damaged_file_is_not_taken(self, folder, cache):
        """Whatever bit is another, the first and the last among them."""
        key, _ = keep(cache, folder)
        (path,) = cache.folder.iterdir()
        good = path.read_bytes()
        for place in {0, 63, 64, len(good) - 1, *range(0, len(good), 997)}:
            path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
            assert cache.find(key) is None
        path.write_bytes(good[:-1])
        assert cache.find(key) is None
        path.write_bytes(good)
        assert cache.find(key)

    def test_file_under_another_name_is_not_taken(self, folder, cache):
        """The rules of one edition are not those of another."""
        keep(cache, folder)
        (path,) = cache.folder.iterdir()
        write(folder, COPY, (folder / COPY).read_text("utf-8") + "# more\n")
        other = edition_of([folder])
        path.rename(cache.folder / f"{other.key}.rules")
        assert cache.find(other) is None

    def test_link_out_of_the_folder_is_not_followed(self, folder, cache, tmp_path):
        """The rules that it leads to might be anybody's."""
        key, _ = keep(cache, folder)
        (path,) = cache.folder.iterdir()
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
        assert cache.find(key) is None

    @pytest.mark.parametrize("content", [b"", b"\x80", b"cos\nsystem\n(S'true'\ntR.", pickle.dumps([1])])
    def test_file_that_is_no_snapshot_is_replaced(self, folder, cache, loads, content):
        """Cut short or of something else, it is as good as none."""
        RuleStore(folder, cache=cache)
        (path,) = cache.folder.iterdir()
        path.write_bytes(content)
        RuleStore(folder, cache=cache)
        RuleStore(folder, cache=cache)
        assert len(loads) == 2

    def test_pickle_runs_nothing(self, folder, cache, tmp_path):
        """Not even by the way of a module of this program that happens to know the system."""
        mark = tmp_path / "ran"
        key, _ = keep(cache, folder)
        (path,) = cache.folder.iterdir()
        for module, name in (("os", "mkdir"), ("sla_service.rulebook.snapshot", "os.mkdir")):
            forged = _calling(module, name, str(mark))
            path.write_bytes(_seal(key, forged) + forged)
            assert cache.find(key) is None
            assert not mark.exists()
            pickle.loads(_calling("os", "mkdir", str(mark)))  # noqa: S301 - shows that it would have run
            assert mark.exists()
            mark.rmdir()

    def test_cache_that_cannot_be_made_stops_nobody(self, folder, tmp_path, loads, caplog):
        """A file stands where the folder should be."""
        (tmp_path / "file").write_text("", "utf-8")
        store = RuleStore(folder, cache=Cache(tmp_path / "file" / "cache"))
        assert store.book.office("ward")
        assert caplog.messages == [
            f"{tmp_path / 'file' / 'cache'}:1:1: (top): warning: the compiled rules cannot be written here"
            " (ENOTDIR)"
        ]

    def test_disk_that_is_full_leaves_nothing_behind(self, folder, cache, monkeypatch):
        """Neither a part of a snapshot nor its temporary file."""
        edition, book = edition_of([folder]), load(folder)
        monkeypatch.setattr("sla_service.rulebook.snapshot.os.fchmod", _full)
        with pytest.raises(CacheRefused) as refused:
            cache.keep(edition, [folder], book)
        assert refused.value.fault.facts == {"reason": "ENOSPC"}
        assert kept(cache) == []

    def test_only_snapshots_are_dropped(self, folder, cache):
        """What else lies there is somebody's."""
        cache.folder.mkdir()
        for number in range(6):
            (cache.folder / f"notes{number}.rules").write_text("", "utf-8")
        keep(cache, folder)
        assert len(kept(cache)) == 7

    def test_few_are_kept(self, folder, cache):
        """The newest four; the cache does not grow for ever."""
        for number in range(7):
            write(folder, COPY, (folder / COPY).read_text("utf-8") + f"# {number}\n")
            newest, _ = keep(cache, folder)
        assert len(kept(cache)) == 4
        assert cache.find(newest)


def _full(*_):
    raise OSError(errno.ENOSPC, "no space left on device")


def _calling(module, name, argument):
    """Write a pickle that calls a function, its name resolved step by step."""
    parts = b"".join(b"\x8c" + bytes([len(part)]) + part.encode() for part in (module, name))
    text = argument.encode()
    return b"\x80\x04" + parts + b"\x93" + b"\x8c" + bytes([len(text)]) + text + b"\x85R."


class TestCheck:
    """`sla-service rules check` writes what the service starts from."""

    def run(self, folder, cache, *options):
        """Check a folder with a cache."""
        command = ["rules", "check", "--quiet", *options, str(folder)]
        return CliRunner().invoke(main, command, env={"SLA_CACHE_DIR": str(cache.folder)})

    def test_start_after_a_check_loads_nothing(self, folder, cache, loads):
        """The check compiled it all."""
        assert self.run(folder, cache).exit_code == 0
        store = RuleStore(folder, cache=cache)
        assert loads == []
        assert store.book.office("ward").commitments

    def test_check_itself_never_takes_a_snapshot(self, folder, cache, monkeypatch):
        """What it says it has seen."""
        self.run(folder, cache)
        monkeypatch.setattr(Cache, "find", lambda *_: pytest.fail("taken"))
        assert self.run(folder, cache).exit_code == 0

    def test_broken_rules_are_not_kept(self, folder, cache):
        """There is nothing to start from."""
        replace(folder, PERMIT, "field: health", "field: magic")
        assert self.run(folder, cache).exit_code == 1
        assert not cache.folder.exists()

    @pytest.mark.parametrize(
        ("language", "words"), [("en", "not used as a cache"), ("vi", "không dùng thư mục này")]
    )
    def test_cache_that_is_refused_is_told(self, folder, cache, language, words):
        """In the language of the command; the rules are good all the same."""
        cache.folder.mkdir(mode=0o700)
        cache.folder.chmod(0o777)
        result = self.run(folder, cache, "--lang", language)
        assert result.exit_code == 0
        assert words in result.stderr


def test_service_keeps_where_it_is_told_to(folder, tmp_path, monkeypatch):
    """SLA_CACHE_DIR names the folder; empty it names none."""
    monkeypatch.setenv("SLA_CACHE_DIR", str(tmp_path / "there"))
    assert configured_cache() == Cache(Path(tmp_path / "there"))
    monkeypatch.setenv("SLA_CACHE_DIR", "")
    assert configured_cache() is None
