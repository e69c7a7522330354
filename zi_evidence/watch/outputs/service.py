"""The watch as a service: a hardened unit for systemd, a task for Windows. Pure: texts only.

The unit takes away what a program would need that a hostile document talked into something: writing but to
the index and the reports, the network unless something is to be sent, new privileges, memory without bound.
The Windows task is made to Microsoft's schema and untried.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from xml.sax.saxutils import escape

from zi_evidence.errors import UsageError
from zi_evidence.i18n import tr

__all__ = [
    "DEFAULT_STATE",
    "ServiceSettings",
    "program_path",
    "read_only_line",
    "systemd_unit",
    "task_xml",
    "watch_arguments",
]

DEFAULT_STATE = Path("/var/lib/zi-evidence")
_MEMORY = re.compile(r"[1-9]\d{0,6}[KMGT]", re.ASCII)
_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}", re.ASCII)
_HOMES = ("/home", "/root", "/run/user")
_TMP = ("/tmp", "/var/tmp")  # noqa: S108 - looked for, not used


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What the service watches and gives out. All paths are absolute.

    Attributes:
        program: interpreter of the environment the program is installed in.
        user: account that the service runs as.
        index: folder of indexes.
        notify: configuration file of apprise.
        memory: most that the watch and its readers may use together, as `2G`.
    """

    folders: tuple[Path, ...]
    program: Path
    user: str
    index: Path = DEFAULT_STATE
    report_dir: Path | None = None
    metrics_file: Path | None = None
    on_change: str = ""
    notify: Path | None = None
    memory: str = "2G"

    def __post_init__(self) -> None:
        if not self.folders:
            raise UsageError(tr("no unit folder"), hint=tr("name at least one folder"))
        if not _MEMORY.fullmatch(self.memory):
            raise UsageError(
                tr("not a limit of memory: {memory!r}").format(memory=self.memory),
                hint=tr("write it like 2G or 1500M"),
            )
        if not _USER.fullmatch(self.user):
            raise UsageError(
                tr("not the name of an account: {user!r}").format(user=self.user),
                hint=tr("choose an account with --user"),
            )


def watch_arguments(settings: ServiceSettings) -> list[str]:
    """The command line of the watch, program first."""
    arguments = [str(settings.program), "-m", "zi_evidence", "watch", "--index", str(settings.index)]
    for option, value in (
        ("--report-dir", settings.report_dir),
        ("--metrics-file", settings.metrics_file),
        ("--notify", settings.notify),
        ("--on-change", settings.on_change),
    ):
        if value:
            arguments += [option, str(value)]
    return [*arguments, "--", *map(str, settings.folders)]


def _quoted(text: str, *, command: bool = False) -> str:
    """One word of a unit file; specifiers, quotes and, in a command line, variables lose their meaning."""
    if any(not char.isprintable() for char in text):
        raise UsageError(
            tr("systemd does not take this character: {text!r}").format(text=text),
            hint=tr("use a name without control characters"),
        )
    text = text.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"')
    if command:
        text = text.replace("$", "$$")
    return f'"{text}"' if re.search(r"[\s\"'\\;$#]", text) or not text else text


def _path(path: PurePath, mark: str = "") -> str:
    """A path in a list of paths; `-` before it means that it may be away."""
    text = str(path)
    if not path.is_absolute():
        raise UsageError(
            tr("not a whole path: {text}").format(text=text), hint=tr("write the path from its root")
        )
    if '"' in text or "\\" in text:
        raise UsageError(
            tr("systemd does not take this path: {text}").format(text=text),
            hint=tr("use a name without quotes"),
        )
    return _quoted(f"{mark}{text}")


def _line(key: str, words: Iterable[str]) -> list[str]:
    joined = " ".join(words)
    return [f"{key}={joined}"] if joined else []


def read_only_line(folders: Iterable[Path]) -> str:
    """The line of the unit that makes the watched folders read-only, and so names them."""
    return "ReadOnlyPaths=" + " ".join(_path(folder, "-") for folder in folders)


def systemd_unit(settings: ServiceSettings) -> str:
    """The unit file.

    Raises:
        UsageError: a path cannot be written into a unit file.
    """
    sends = bool(settings.notify or settings.on_change)
    arguments = watch_arguments(settings)
    default_state = settings.index == DEFAULT_STATE
    written = [settings.report_dir, settings.metrics_file and settings.metrics_file.parent]
    if not default_state:
        written.append(settings.index)
    used = [*settings.folders, settings.program, settings.notify, *written]
    at_home = any(path and path.is_relative_to(home) for path in used for home in _HOMES)
    in_tmp = any(path and path.is_relative_to(tmp) for path in used for tmp in _TMP)
    lines = [
        "# Dibuat oleh: zi-evidence service install",
        "[Unit]",
        "Description=zi-evidence: pengawas folder data dukung Zona Integritas",
        "Documentation=man:systemd.service(5)",
        "After=local-fs.target remote-fs.target",
        "",
        "[Service]",
        "Type=notify",
        "NotifyAccess=main",
        "ExecStart=" + " ".join(_quoted(word, command=True) for word in arguments),
        f"User={settings.user}",
        "# Mistakes of the call do not mend themselves; everything else is tried again.",
        "Restart=on-failure",
        "RestartSec=10",
        "RestartPreventExitStatus=2",
        "WatchdogSec=180",
        "TimeoutStartSec=120",
        "TimeoutStopSec=15",
        "KillMode=mixed",
        "",
        "# A reader that eats too much is ended alone; the watch goes on.",
        f"MemoryMax={settings.memory}",
        "OOMPolicy=continue",
        f"TasksMax={64 + 16 * len(settings.folders)}",
        "Nice=5",
        "",
        "# Only these places can be written; the unit folders can only be read.",
        "ProtectSystem=strict",
        "ProtectHome=" + ("read-only" if at_home else "yes"),
        read_only_line(settings.folders),
        *(("StateDirectory=zi-evidence", "StateDirectoryMode=0750") if default_state else ()),
        *_line("ReadWritePaths", (_path(path, "-") for path in written if path)),
        "PrivateTmp=" + ("no" if in_tmp else "yes"),
        "# The reports are for others; the index closes its own folder.",
        "UMask=0022",
        "",
        "# Nothing is sent unless somebody is to be told." if not sends else "# Something is to be sent.",
        "RestrictAddressFamilies=AF_UNIX" + (" AF_INET AF_INET6" if sends else ""),
        *([] if sends else ["PrivateNetwork=yes", "IPAddressDeny=any"]),
        "",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "AmbientCapabilities=",
        "PrivateDevices=yes",
        "DevicePolicy=closed",
        "ProtectClock=yes",
        "ProtectControlGroups=yes",
        "ProtectHostname=yes",
        "ProtectKernelLogs=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes",
        "ProtectProc=invisible",
        "RestrictNamespaces=yes",
        "RestrictRealtime=yes",
        "RestrictSUIDSGID=yes",
        "RemoveIPC=yes",
        "LockPersonality=yes",
        "SystemCallArchitectures=native",
        "# Without ~@resources: the readers bound their own memory and time.",
        "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged",
        "SystemCallErrorNumber=EPERM",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
    ]
    return "\n".join(lines) + "\n"


def _windows_line(arguments: Sequence[str]) -> str:
    """Arguments as the C runtime of Windows takes them apart (`subprocess.list2cmdline` is undocumented)."""
    return " ".join(_windows_word(word) for word in arguments)


def _windows_word(word: str) -> str:
    if word and not re.search(r"[\s\"]", word):
        return word
    before_quotes = re.sub(r'(\\*)"', r'\1\1\\"', word)
    before_the_end = re.sub(r"(\\+)$", r"\1\1", before_quotes)
    return f'"{before_the_end}"'


def task_xml(settings: ServiceSettings) -> str:
    """The task for Windows' Task Scheduler, begun with the machine and again a minute after a failure.

    Untried on Windows; it is to be saved as UTF-16, as its first line says.
    """
    program, *arguments = watch_arguments(settings)
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>zi-evidence: pengawas folder data dukung Zona Integritas</Description>
  </RegistrationInfo>
  <Triggers>
    <BootTrigger>
      <Enabled>true</Enabled>
      <Delay>PT1M</Delay>
    </BootTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{escape(settings.user)}</UserId>
      <LogonType>S4U</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(_windows_line(arguments))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def program_path(executable: str) -> Path:
    """The interpreter as it was started: a link of a virtual environment must stay one."""
    return Path(os.path.abspath(executable))  # noqa: PTH100 - resolve() would leave the environment
