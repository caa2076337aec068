"""Whether a newer release is out: asked once, over a real connection, and told in words whatever comes back."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.release_server import PAGE, Place, release, telling
from workbench import __version__, paths, releases
from workbench.control import JobControl
from workbench.errors import InputError, UpdateError
from workbench.events import Event, ReleaseFound
from workbench.jobs.update_check import check_for_updates


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question goes straight to where it is meant to, whatever this computer does otherwise."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def ask(place: Place, monkeypatch: pytest.MonkeyPatch) -> ReleaseFound:
    """What the job makes of a place."""
    events: list[Event] = []
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        check_for_updates(events.append, JobControl())
    [found] = [event for event in events if isinstance(event, ReleaseFound)]
    return found


def understood(tag: str, installed: str, **more: object) -> ReleaseFound:
    return releases.understand(release(tag, **more), "https://example.org", installed)


def test_that_a_newer_release_is_told_with_its_page_and_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ask(Place(release("v99.1", "## New\r\n\r\n- much")), monkeypatch)
    assert found == ReleaseFound(__version__, "99.1", "newer", PAGE, "## New\n\n- much")


def test_that_one_question_is_sent_and_nothing_of_the_user_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(release(__version__))
    assert ask(place, monkeypatch).relation == "same"
    [(path, headers)] = place.asked
    assert path == "/latest"
    assert {name.lower() for name in headers} <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert headers["User-Agent"] == paths.APP_ID


@pytest.mark.parametrize(
    ("tag", "installed", "relation"),
    [
        ("v0.10.0", "0.9.0", "newer"),  # as text it would be the smaller one
        ("v0.2", "0.2.0", "same"),
        ("0.1.0", "0.2.0", "older"),
        ("v0.2.0", "0.2.0rc1", "newer"),
        ("v0.2.0rc1", "0.2.0", "older"),
        ("v0.3.0rc1", "0.2.0", "preview"),
        ("v0.3.0rc2", "0.3.0rc1", "newer"),
        ("v0.2.0.post1", "0.2.0", "newer"),
    ],
)
def test_that_versions_are_compared_as_versions(tag: str, installed: str, relation: str) -> None:
    assert understood(tag, installed).relation == relation


def test_that_what_its_makers_call_a_preview_is_one_whatever_its_number() -> None:
    assert understood("v0.3.0", "0.2.0", prerelease=True).relation == "preview"


def test_that_notes_may_be_missing_and_are_never_endless() -> None:
    assert understood("v1", "0.1", body=None).notes == ""
    assert len(understood("v1", "0.1", body="x" * 500_000).notes) == 20_000


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>Log in to the hotel's network</html>",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[]",
        b"null",
        b'"v1.0"',
        b"{}",
        release("nightly"),
        release("v1.0", html_url="javascript:alert(1)"),
        release("v1.0", html_url="file:///etc/passwd"),
        release("v1.0", html_url="http://example.org"),
        release("v1.0", html_url=7),
        release("v1.0", body=["a list"]),
        b'{"tag_name": 1, "html_url": "https://example.org"}',
        b" " * 2_000_000,
    ],
    ids=lambda answer: answer[:40].decode("ascii", "replace"),
)
def test_that_an_answer_that_names_no_release_is_not_understood(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UpdateError, match=r"The answer of 127\.0\.0\.1 was not understood"):
        ask(Place(answer), monkeypatch)


@pytest.mark.parametrize(("status", "words"), [(404, "knows of no release"), (403, "status 403"), (503, "status 503")])
def test_that_a_refusal_is_told_in_words(status: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UpdateError, match=words) as caught:
        ask(Place(b"{}", status=status), monkeypatch)
    assert caught.value.advice


def test_that_a_place_that_cannot_be_reached_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv(releases.VARIABLE, f"http://127.0.0.1:{port}/latest")
    with pytest.raises(UpdateError, match=r"127\.0\.0\.1 could not be reached: ") as caught:
        check_for_updates(lambda event: None, JobControl())
    assert "Check the network" in caught.value.advice
    monkeypatch.setenv(releases.VARIABLE, "https://nowhere.invalid/latest")
    with pytest.raises(UpdateError, match=r"nowhere\.invalid could not be reached: "):
        check_for_updates(lambda event: None, JobControl())


def test_that_a_silent_server_is_given_up_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.releases.PATIENCE", 0.2)
    with pytest.raises(UpdateError, match="no answer within 0 seconds"):
        ask(Place(silent=True), monkeypatch)


def test_that_a_question_to_a_silent_server_is_taken_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    control, events, place = JobControl(), list[Event](), Place(silent=True)
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        asking = threading.Thread(target=check_for_updates, args=(events.append, control))
        asking.start()
        assert place.heard.wait(10)
        started = time.monotonic()
        control.stop()
        asking.join()
        assert time.monotonic() - started < 1.0
    assert [event.type for event in events] == ["stage"]


def test_that_a_redirection_is_followed_but_not_to_where_others_read_along(monkeypatch: pytest.MonkeyPatch) -> None:
    with telling(Place(release("v99"))) as there:
        assert ask(Place(location=there.url), monkeypatch).newest == "99"
    with pytest.raises(UpdateError, match="not an address of the form https"):
        ask(Place(location="http://example.org/latest"), monkeypatch)


@pytest.mark.parametrize("told", ["http://example.org/latest", "ftp://example.org", "latest", "https://", "http://["])
def test_that_an_address_that_is_not_safe_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(releases.VARIABLE, told)
    with pytest.raises(InputError, match="is no address of the form https"):
        releases.address()


def test_that_a_copy_that_knows_no_address_asks_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(releases.VARIABLE, raising=False)
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    (tmp_path / "releases.txt").write_text("# The address\n", encoding="utf-8")
    with pytest.raises(InputError, match="was not told where its releases are published"):
        check_for_updates(lambda event: pytest.fail(str(event)), JobControl())
    (tmp_path / "releases.txt").write_text("# The address\nhttps://example.org/latest\n", encoding="utf-8")
    assert releases.address() == "https://example.org/latest"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this computer that nobody vouches for, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes certificates, is not installed here")
    file, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    kind = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    names = ("-subj", "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1")
    command = [openssl, "req", *kind, *names, "-keyout", str(key), "-out", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file, key


def test_that_a_certificate_must_be_vouched_for(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UpdateError, match=r"could not be reached: .*CERTIFICATE_VERIFY_FAILED"):
        ask(Place(release("v99"), certificate=certificate), monkeypatch)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert ask(Place(release("v99"), certificate=certificate), monkeypatch).newest == "99"
