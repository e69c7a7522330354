from tests.daemon.pretend import FakeClock
from zi_evidence.index.walk import FileStat
from zi_evidence.watch.settle import Settle

ONE = FileStat(1, 10, 100, 100)
TWO = FileStat(1, 20, 200, 200)


def look(settle: Settle, **files: FileStat) -> dict[str, str]:
    settle.begin()
    answers = {name: settle.waits(name.encode(), stat) for name, stat in files.items()}
    settle.end(whole=True)
    return answers


def test_what_a_failed_scan_let_go_is_due_at_once_and_as_old_as_before() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    stat = FileStat(1, 2, 3, 4)
    settle.begin()
    assert settle.waits(b"a", stat)
    settle.end(whole=True)
    since = settle.waiting()[0][1].since
    clock.pass_by(6)
    settle.begin()
    assert not settle.waits(b"a", stat)
    settle.undo()
    assert settle.due_folders() == {b"": False}
    assert settle.waiting()[0][1].since == since
    settle.begin()
    assert not settle.waits(b"a", stat)
    settle.end(whole=True)
    settle.undo()
    assert not settle.waiting(), "what was read is done with"


def test_a_file_is_let_go_after_two_equal_looks_a_quiet_period_apart() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    assert look(settle, a=ONE)["a"] != ""
    clock.pass_by(4.9)
    assert look(settle, a=ONE)["a"] != ""
    clock.pass_by(0.2)
    assert look(settle, a=ONE)["a"] == ""
    assert not settle.waiting()


def test_each_change_begins_the_quiet_period_anew_but_not_its_age() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    look(settle, a=ONE)
    since = settle.waiting()[0][1].since
    clock.pass_by(6)
    assert look(settle, a=TWO)["a"] != ""
    clock.pass_by(4)
    assert look(settle, a=TWO)["a"] != ""
    assert settle.waiting()[0][1].since == since
    clock.pass_by(1)
    assert look(settle, a=TWO)["a"] == ""


def test_it_never_gives_up_on_a_file_that_never_rests() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    for n in range(500):
        assert look(settle, a=FileStat(1, n, n, n))["a"] != ""
        clock.pass_by(60)
    assert len(settle.waiting()) == 1
    look(settle, a=ONE)
    clock.pass_by(5)
    assert look(settle, a=ONE)["a"] == ""


def test_without_a_quiet_period_everything_is_believed_at_once() -> None:
    settle = Settle(FakeClock(), 0)
    assert look(settle, a=ONE)["a"] == ""
    assert settle.absent(b"b")


def test_a_missing_file_is_believed_missing_at_the_second_look() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    settle.begin()
    assert not settle.absent(b"A/a")
    settle.end(whole=False)
    assert settle.next_due() == clock.now + 5
    assert settle.due_folders() == {}
    clock.pass_by(5)
    assert settle.due_folders() == {b"A": False}
    settle.begin()
    assert settle.absent(b"A/a")


def test_a_file_that_came_back_begins_anew_when_it_goes_again() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    settle.begin()
    settle.absent(b"a")
    settle.end(whole=False)
    clock.pass_by(6)
    look(settle)  # a whole look in which it was there, unchanged, so that nobody asked
    settle.begin()
    assert not settle.absent(b"a")


def test_a_file_that_could_not_be_read_waits_with_its_old_age() -> None:
    clock = FakeClock()
    settle = Settle(clock, 5)
    look(settle, a=ONE)
    since = settle.waiting()[0][1].since
    clock.pass_by(5)
    settle.begin()
    assert settle.waits(b"a", ONE) == ""
    settle.again(b"a", changed=True)
    settle.end(whole=True)
    assert settle.waiting()[0][1].since == since
    assert settle.next_due() == clock.now + 5
