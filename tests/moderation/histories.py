"""What becomes of two notes, their cases, decisions, marks and appeals: a small model that knows of no table.

`author` wrote the notes, `reporters` report, three moderators decide; a decision, a case and an appeal are plain records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

UNDECIDED = ("open", "claimed", "second")
APART = {"no_action", "restore"}
MARKED = {"limit", "remove", "pause", "suspend"}


@dataclass
class Kept:
    """A decision: `marks` are those it followed from (0: none), `over` that its time to appeal has ended."""

    kind: str
    by: str
    second: str = ""
    marks: int = 0
    undone: bool = False
    ended: bool = False
    over: bool = False
    appeals: dict[str, str] = field(default_factory=dict)

    @property
    def machine(self) -> bool:
        return not self.by

    @property
    def stands(self) -> bool:
        return not self.undone and not self.ended

    @property
    def waits(self) -> bool:
        return "filed" in self.appeals.values()

    @property
    def unseen(self) -> bool:
        """A machine took something away, and no person has said that it stays."""
        return self.machine and self.stands and self.kind in ("hold", "remove") and "refused" not in self.appeals.values()


@dataclass
class Told:
    """A case."""

    note: str
    state: str = "open"
    claimer: str = ""
    reporters: set[str] = field(default_factory=set)
    decisions: list[Kept] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        return any(one.waits for one in self.decisions)


def waits_for_others(case: Told, by: str, second: str) -> bool:
    """Somebody else has claimed it, or a second pair of eyes was asked for and is not there."""
    return (case.state == "claimed" and case.claimer not in ("", by, second)) or (case.state == "second" and not second)


class Model:
    """Every verb answers whether it may be, and does it then."""

    def __init__(self) -> None:
        self.cases: list[Told] = []
        self.gone: set[str] = set()
        self.erased: set[str] = set()

    def live(self, note: str) -> Told | None:
        return next((case for case in self.cases if case.note == note and case.state != "closed"), None)

    def all(self, note: str = "") -> Iterator[tuple[Told, Kept]]:
        for case in self.cases:
            if not note or case.note == note:
                yield from ((case, one) for one in case.decisions)

    def marks(self) -> int:
        """That count against the author."""
        mine = [one for _case, one in self.all() if one.by and one.kind in MARKED and not one.marks and not one.undone]
        return 0 if "author" in self.erased else len(mine)

    def standing(self, note: str) -> str:
        kinds = {one.kind for _case, one in self.all(note) if one.stands}
        return "removed" if "remove" in kinds else "held" if "hold" in kinds else ""

    def join(self, note: str, source: str) -> Told:
        case = self.live(note)
        if case is None:
            self.cases.append(Told(note))
            return self.cases[-1]
        looked = any(one.by and one.by not in self.erased and not one.undone for one in case.decisions)
        if case.state == "decided" and (source != "report" or not looked):
            case.state = "open"
        return case

    def report(self, who: str, note: str) -> None:
        self.join(note, "report").reporters.add(who)

    def move(self, note: str, to: str, who: str = "") -> bool:
        case = self.live(note)
        ways = {"open": {"claimed", "second"}, "claimed": {"open", "second"}, "second": {"open", "claimed"}}
        if case is None or to not in ways.get(case.state, set()):
            return False
        case.state, case.claimer = to, who
        return True

    def decide(self, note: str, kind: str, by: str, second: str = "") -> bool:
        case = self.live(note)
        if not case or (note in self.gone and kind != "no_action"):
            return False
        if case.state not in UNDECIDED and (by or case.state != "appealed"):
            return False
        if by and waits_for_others(case, by, second):
            return False
        if kind == "suspend" and second in ("", by):
            return False
        made = Kept(kind, by, second)
        theirs = [one for one in case.decisions if one.machine and one.stands]
        case.decisions.append(made)
        if by:
            for one in theirs:
                if kind in ("no_action", "warn"):
                    self.take_back(one)
                else:
                    self.end(one)
            case.state = "decided"
        if by and kind in MARKED and self.marks() == 3 and "author" not in self.erased:
            case.decisions.append(Kept("pause", by, marks=3))
        self.settle()
        return True

    def take_back(self, one: Kept) -> None:
        """With what its mark led to; appeals that wait are overtaken."""
        one.undone = True
        self.overtake(one)
        for _case, other in self.all():
            if other.marks > self.marks() and other.stands and "author" not in self.erased:
                self.take_back(other)

    def end(self, one: Kept) -> None:
        one.ended = True
        self.overtake(one)

    def overtake(self, one: Kept) -> None:
        one.appeals.update({who: "overtaken" for who, state in one.appeals.items() if state == "filed"})

    def undo(self, one: Kept) -> bool:
        if one.undone:
            return False
        self.take_back(one)
        self.settle()
        return True

    def restore(self, note: str, by: str) -> bool:
        """In the case that is not closed, or in the last."""
        stand = [one for _case, one in self.all(note) if one.stands and one.kind not in APART]
        if not stand:
            return False
        for one in reversed(stand):
            if not one.undone:
                self.take_back(one)
        case = self.live(note) or [case for case in self.cases if case.note == note][-1]
        case.decisions.append(Kept("restore", by))
        if case.state in UNDECIDED:
            case.state = "decided"
        self.settle()
        return True

    def file(self, who: str, case: Told, one: Kept) -> bool:
        right = one.kind not in APART if who == "author" else one.kind == "no_action" and who in case.reporters
        if not right or who in self.erased or who in one.appeals or one.undone or one.over or case.state == "closed":
            return False
        one.appeals[who] = "filed"
        self.settle()
        return True

    def withdraw(self, who: str, one: Kept) -> bool:
        if one.appeals.get(who) != "filed":
            return False
        one.appeals[who] = "withdrawn"
        self.settle()
        return True

    def answer(self, by: str, case: Told, one: Kept, who: str, grant: bool, words: str) -> bool:
        if one.appeals.get(who) != "filed" or by in (one.by, one.second) or not (grant or words.strip()):
            return False
        one.appeals[who] = "granted" if grant else "refused"
        if grant:
            self.take_back(one)
            self.settle()
            if one.kind == "no_action" and case.state == "decided":
                case.state = "open"
        self.settle()
        return True

    def settle(self) -> None:
        for case in self.cases:
            if case.state in ("decided", "appealed"):
                unseen = case.state == "appealed" and any(one.unseen for one in case.decisions)
                case.state = "appealed" if case.waits else "open" if unseen else "decided"

    def erase(self, who: str) -> None:
        self.erased.add(who)
        for case in self.cases:
            case.reporters.discard(who)
            for one in case.decisions:
                one.appeals.pop(who, None)
        if who == "author":
            self.gone |= {"a", "b"}

    def clock(self) -> None:
        """What happens by itself: cases end, and what was removed goes for good."""
        self.close()
        for note in ("a", "b"):
            self.let_go(note)
        self.close()

    def close(self) -> None:
        self.settle()
        for case in self.cases:
            if case.state == "decided" and all(one.over for one in case.decisions):
                case.state = "closed"
        for case in self.cases:
            if case.state in UNDECIDED and case.note in self.gone:
                case.state = "decided" if case.decisions else "closed"
        self.settle()

    def let_go(self, note: str) -> None:
        """The last that stands of what took the note away takes it for good; what stands of one that is gone just ends."""
        taken = [(case, one) for case, one in self.all(note) if one.kind in ("remove", "hold") and one.stands]
        for n, (case, one) in enumerate(taken):
            later = any(other.stands for _case, other in taken[n + 1:])
            if later or not one.over or case.waits or case.state not in ("decided", "closed"):
                continue
            if note in self.gone or self.standing(note) == "removed":
                self.gone.add(note)
                one.ended = True
