"""The service's files, its commands, and what the watch tells its service manager."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from testkit.watched import Watched, wait_for
from zi_evidence.errors import UsageError
from zi_evidence.watch.outputs.sd_notify import sd_notify, watchdog_interval
from zi_evidence.watch.outputs.service import (
    ServiceSettings,
    systemd_unit,
    task_xml,
    watch_arguments,
)

SETTINGS = ServiceSettings(
    folders=(Path("/srv/Data Dukung/unit 1"), Path("/srv/unit2")),
    program=Path("/opt/zi/bin/python"),
    user="zi",
    report_dir=Path("/srv/www/zi"),
)


def lines(text: str, key: str) -> list[str]:
    return [line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{key}=")]


def test_the_unit_lets_the_watch_read_its_folders_and_write_only_its_own() -> None:
    text = systemd_unit(SETTINGS)
    assert lines(text, "ReadOnlyPaths") == ['"-/srv/Data Dukung/unit 1" -/srv/unit2']
    assert lines(text, "ReadWritePaths") == ["-/srv/www/zi"]
    assert lines(text, "StateDirectory") == ["zi-evidence"]
    assert lines(text, "ProtectSystem") == ["strict"]
    assert lines(text, "ProtectHome") == ["yes"]
    assert lines(text, "Type") == ["notify"]
    assert lines(text, "MemoryMax") == ["2G"]
    assert int(lines(text, "WatchdogSec")[0]) > 0


def test_a_watch_that_tells_nobody_has_no_network() -> None:
    assert lines(systemd_unit(SETTINGS), "PrivateNetwork") == ["yes"]
    assert lines(systemd_unit(SETTINGS), "RestrictAddressFamilies") == ["AF_UNIX"]
    sends = systemd_unit(replace(SETTINGS, notify=Path("/etc/zi/apprise.yml")))
    assert lines(sends, "PrivateNetwork") == []
    assert "AF_INET" in lines(sends, "RestrictAddressFamilies")[0]


def test_a_folder_below_home_is_not_hidden_from_the_watch() -> None:
    text = systemd_unit(replace(SETTINGS, folders=(Path("/home/zi/unit"),), index=Path("/home/zi/ix")))
    assert lines(text, "ProtectHome") == ["read-only"]
    assert lines(text, "ReadWritePaths") == ["-/srv/www/zi -/home/zi/ix"]
    assert lines(text, "StateDirectory") == []


def test_what_means_something_to_systemd_is_taken_as_it_is() -> None:
    text = systemd_unit(replace(SETTINGS, folders=(Path("/srv/100% $HOME"),), on_change="a \"b c\" '$X'"))
    (command,) = lines(text, "ExecStart")
    assert command.endswith('--on-change "a \\"b c\\" \'$$X\'" -- "/srv/100%% $$HOME"')
    assert lines(text, "ReadOnlyPaths") == ['"-/srv/100%% $HOME"']


@pytest.mark.parametrize(
    "folder", ["/srv/a\nExecStartPre=/bin/x", "/srv/\x1b", '/srv/"', "/srv/\\x20", "unit", "/srv/\udcff"]
)
def test_a_path_that_could_mean_something_else_is_refused(folder: str) -> None:
    with pytest.raises(UsageError):
        systemd_unit(replace(SETTINGS, folders=(Path(folder),)))


@pytest.mark.parametrize(
    "change", [{"user": "a b"}, {"user": "root\nX"}, {"memory": "much"}, {"memory": "0G"}, {"folders": ()}]
)
def test_settings_that_make_no_service_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        replace(SETTINGS, **change)  # type: ignore[arg-type]  # each of its own kind


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("more", [{}, {"notify": Path("/etc/zi/apprise.yml"), "on_change": 'x "y z" 100%'}])
def test_systemd_understands_the_unit_and_calls_it_well_protected(
    tmp_path: Path, more: dict[str, object]
) -> None:
    settings = replace(SETTINGS, program=Path(sys.executable), user="root", **more)  # type: ignore[arg-type]  # two kinds
    file = tmp_path / "zi-evidence.service"
    file.write_text(systemd_unit(settings), "utf-8")
    analyze = shutil.which("systemd-analyze") or ""
    verified = subprocess.run(
        [analyze, "verify", str(file)], capture_output=True, text=True, check=False, timeout=60
    )
    said = [line for line in verified.stderr.splitlines() if str(file) in line]
    assert (verified.returncode, said) == (0, [])
    # 0 is best, 10 worst; systemd itself calls all below 2.5 sound.
    secured = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=25", str(file)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert secured.returncode == 0, secured.stdout[-300:]


def test_the_arguments_name_the_program_first_and_the_folders_last() -> None:
    arguments = watch_arguments(SETTINGS)
    assert arguments[:4] == ["/opt/zi/bin/python", "-m", "zi_evidence", "watch"]
    assert arguments[-3:] == ["--", "/srv/Data Dukung/unit 1", "/srv/unit2"]


def test_the_task_for_windows_is_whole_xml_that_starts_with_the_machine_and_never_ends() -> None:
    folder = "C:\\Data & Dukung\\unit\\"
    settings = replace(SETTINGS, folders=(Path(folder),), on_change='say "a\\"', user="zi")
    text = task_xml(settings)
    root = ET.fromstring(text.encode("utf-16"))  # noqa: S314 - our own text
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}

    def value(path: str) -> str:
        return root.findtext(path, "", space)

    assert root.get("version") == "1.2"
    assert value("t:Triggers/t:BootTrigger/t:Enabled") == "true"
    assert value("t:Settings/t:ExecutionTimeLimit") == "PT0S"
    assert value("t:Settings/t:MultipleInstancesPolicy") == "IgnoreNew"
    assert value("t:Principals/t:Principal/t:RunLevel") == "LeastPrivilege"
    assert value("t:Actions/t:Exec/t:Command") == "/opt/zi/bin/python"
    arguments = value("t:Actions/t:Exec/t:Arguments")
    assert arguments == subprocess.list2cmdline(watch_arguments(settings)[1:])
    assert arguments.endswith('-- "C:\\Data & Dukung\\unit\\\\"')


# ---- the commands ----------------------------------------------------------------------------------


def service(*arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-m", "zi_evidence", "service", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert result.returncode == code, (result.stdout, result.stderr)
    return result


@pytest.mark.skipif(sys.platform != "linux", reason="systemd only")
def test_a_dry_run_prints_the_unit_and_writes_nothing(unit_folder: Path, tmp_path: Path) -> None:
    answer = service(
        "install", unit_folder, "--print", "--unit-dir", tmp_path / "units", "--user", "zi"
    ).stdout
    assert lines(answer, "ReadOnlyPaths") == [f"-{unit_folder}"]
    assert sys.executable in answer
    assert not (tmp_path / "units").exists()


@pytest.mark.parametrize("option", ["--report-dir", "--metrics-file", "--index"])
def test_a_service_that_would_write_into_the_tree_is_refused(unit_folder: Path, option: str) -> None:
    service("install", unit_folder, "--print", option, unit_folder / "x", code=2)


def test_a_folder_that_does_not_exist_is_no_service(tmp_path: Path) -> None:
    service("install", tmp_path / "nowhere", "--print", code=2)


@pytest.mark.parametrize("name", ["../x", "a b", ".x", ""])
def test_a_name_that_is_a_path_is_refused(unit_folder: Path, name: str) -> None:
    service("install", unit_folder, "--print", "--name", name, code=2)


@pytest.mark.skipif(Path("/run/systemd/system").is_dir(), reason="systemd runs here")
def test_without_a_running_systemd_nothing_is_installed(unit_folder: Path, tmp_path: Path) -> None:
    answer = service("install", unit_folder, "--unit-dir", tmp_path, code=2)
    assert "--print" in answer.stderr
    assert not list(tmp_path.glob("*.service"))
    assert "tidak terpasang" in service("status", "--unit-dir", tmp_path, code=3).stdout
    service("uninstall", unit_folder, "--unit-dir", tmp_path, code=2)


# ---- signs of life ---------------------------------------------------------------------------------


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[tuple[str, socket.socket]]:
    """A service manager's socket."""
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("no such sockets here")
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as link:
        link.bind(address)
        link.settimeout(30)
        yield address, link


def test_a_sign_of_life_is_one_datagram(manager: tuple[str, socket.socket]) -> None:
    address, link = manager
    assert sd_notify("READY=1", "STATUS=ok", environment={"NOTIFY_SOCKET": address})
    assert link.recv(100) == b"READY=1\nSTATUS=ok"


@pytest.mark.parametrize("address", ["", "relative", "/nowhere/at/all", "@no-such-abstract-socket"])
def test_where_nobody_listens_nothing_is_sent_and_nothing_breaks(address: str) -> None:
    assert not sd_notify("READY=1", environment={"NOTIFY_SOCKET": address})


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [({}, None), ({"WATCHDOG_USEC": "6000000"}, 3.0), ({"WATCHDOG_USEC": "x"}, None),
     ({"WATCHDOG_USEC": "0"}, None), ({"WATCHDOG_USEC": "6000000", "WATCHDOG_PID": "1"}, None)],
)  # fmt: skip
def test_signs_of_life_come_twice_as_often_as_wanted(
    environment: dict[str, str], seconds: float | None
) -> None:
    assert watchdog_interval(environment) == seconds


def test_a_watch_is_ready_lives_and_ends(
    unit_folder: Path, tmp_path: Path, manager: tuple[str, socket.socket]
) -> None:
    address, link = manager
    heard: list[bytes] = []

    def hears(word: bytes) -> bool:
        heard.append(link.recv(100))
        return word in heard

    environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1000000"}
    with Watched(unit_folder, tmp_path / "ix", **environment) as watched:
        wait_for(lambda: hears(b"READY=1"), "ready")
        assert heard == [b"READY=1"]
        wait_for(lambda: hears(b"WATCHDOG=1"), "a sign of life")
        watched.process.send_signal(signal.SIGTERM)
        wait_for(lambda: hears(b"STOPPING=1"), "the end")
        assert watched.process.wait(timeout=15) == 0
    assert os.environ.get("NOTIFY_SOCKET") is None
