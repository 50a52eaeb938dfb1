"""Cuts the power after every recorded call of a take, an edit and a reload, and starts again from what is left.

SIGKILL cannot show this: what a killed process has written is in the kernel and stays. Here what was not synced is
dropped, or arrives in part and torn. Every such disk must open and be whole; whatever was confirmed to somebody, and
every reminder that was told, must be on it.
"""

import pathlib
import random
import shutil

from disk import Disk, read_log
from household import Household

# The share of unsynced changes that arrive all the same.
SHARES = (0, 0.5, 0.9, 1)


class PowerLoss:
    def __init__(self, matrix, seed, step, disk=Disk):
        self.matrix, self.seed, self.step, self.disk = matrix, seed, step, disk
        self.folder = matrix.folder
        self.states = 0
        self.findings = []

    def run(self):
        self.take()
        self._cut("set", self.matrix.due, lambda home, log: home.tend("set", "midostaurin", "dose=150 mg", log=log))
        self._cut("reload", self.matrix.waiting, lambda home, log: home.run_daemon(log=log))
        self._cut("migration", self.matrix.old, lambda home, log: home.run_daemon(log=log), self._migrated)
        self._cut("restore", self.matrix.copied,
                  lambda home, log: home.tend("restore", str(next(iter(home.records()))), log=log), self._restored)
        return self.findings

    def take(self):
        self._cut("take", self.matrix.due, lambda home, log: home.tend("take", "midostaurin", log=log))
        return self.findings

    def _cut(self, what, template, operate, hold=None):
        home = self._new("recorded", template)
        log = self.folder / "calls"
        log.unlink(missing_ok=True)
        before = {name: data for name, data in files(home).items()}
        disk = self.disk(home.root)
        operate(home, log)
        after = files(home)
        calls = read_log(log)
        assert len(calls) > 10, f"{what}: only {len(calls)} calls were recorded"
        for cut, call in enumerate(calls, 1):
            disk.apply(call)
            if cut % self.step and cut != len(calls):
                continue
            for share in SHARES:
                # A number of its own for each state, so that one can be looked at again alone.
                chance = random.Random(f"{self.seed} {what} {cut} {share}")
                self._check(f"{what}, power cut after call {cut} of {len(calls)}, {share:.0%} of the rest kept",
                            home, disk, disk.after_power_loss(chance, share), (before, after), hold)

    def _check(self, where, recorded, disk, found, plans, hold):
        self.states += 1
        home = self._restart(recorded, found)
        problems = home.check_ledger(may_have_gaps=hold == self._restored)
        if not problems:
            try:
                if hold:
                    hold(home, "".join(disk.said))
                else:
                    self._hold(home, "".join(disk.said), found, recorded, plans)
            except AssertionError as error:
                problems = [str(error)]
        self.findings += [f"{where}: {problem}" for problem in problems]

    def _restart(self, recorded, found):
        """The disk as a household of its own; the paths in the record are those of another folder."""
        home = self._new("restarted", None)
        for name, data in found.items():
            path = home.root / pathlib.Path(name).relative_to(recorded.root)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(0o600)
        return home

    def _migrated(self, home, _):
        code, told = home.run_daemon()
        assert code == 0, f"tendd does not start any more: exit {code}:\n{told}"
        self.matrix.hold_migrated(home)

    def _restored(self, home, said):
        self.matrix.hold_restored(home, "restored" in said)

    @staticmethod
    def _hold(home, said, found, recorded, plans):
        plan = home.config / "plan.toml"
        name = str(recorded.root / "config/tend/plan.toml")
        assert plan.read_bytes() in (plans[0][name], plans[1][name]), "the plan is neither the old nor the new one"
        status = home.tend("history", "--json")
        assert status.returncode == 0, f"tend history: exit {status.returncode}: {status.stderr}"
        if "Taken: Midostaurin" in said:
            assert len(home.events("answered")) == 1, "an answer was confirmed and is lost"
        if "150 mg" in said and "hanged" in said:
            assert b"150 mg" in plan.read_bytes(), "a change was confirmed and is lost"
        for line in said.splitlines():
            if "Midostaurin" in line and ("Due" in line or "Late" in line):
                assert home.events("told"), f"told and not recorded: {line}"

    def _new(self, name, template):
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return Household(self.folder / name, self.matrix.binary, self.matrix.shim, template)


def files(home):
    return {str(path): path.read_bytes() for path in home.root.rglob("*") if path.is_file()}
