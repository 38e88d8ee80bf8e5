# SPDX-License-Identifier: BSD-2-Clause
"""What was measured, against the bounds it must keep."""


def read_bounds(path):
    """Lines of name, comparison, bound, tab-separated."""
    bounds = []
    with open(path) as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                name, comparison, bound = line.split("\t")[:3]
                bounds.append((name, comparison, float(bound)))
    return bounds


class Figures:
    def __init__(self, path, path_next):
        self.bounds, self.bounds_next = read_bounds(path), read_bounds(path_next)
        self.measured, self.wrong = {}, []

    def tell(self, line):
        """Prints what is wrong, and once more at the end."""
        print(line)
        self.wrong.append(line)

    def keeps(self, name, comparison, bound):
        value = self.measured.get(name)
        return value is not None and (value >= bound if comparison == ">=" else value <= bound)

    def show(self, bounds, good, bad):
        """Those that are not kept, as lines that were printed."""
        missed = []
        for name, comparison, bound in bounds:
            kept = self.keeps(name, comparison, bound)
            value = f"{self.measured[name]:g}" if name in self.measured else "not measured"
            line = f"  {good if kept else bad:7} {name} = {value} ({comparison} {bound:g})"
            print(line)
            missed += [] if kept else [line]
        return missed

    def judge(self, measured_only=False):
        """Number of bounds that are not kept: said once more at the end, which is what logs show."""
        bounds = [b for b in self.bounds if b[0] in self.measured or not measured_only]
        print("\nfigures to come, which fail nothing:")
        self.show(self.bounds_next, "HOLDS", "not yet")
        print("\nfigures:")
        missed = self.show(bounds, "ok", "MISS") or ([] if bounds else ["  MISS    nothing was measured"])
        if missed:
            print("\nwhat is wrong, and figures that are missed:", *self.wrong[:50], *missed, sep="\n")
        return len(missed)
