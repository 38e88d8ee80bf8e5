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
        self.measured = {}

    def keeps(self, name, comparison, bound):
        value = self.measured.get(name)
        return value is not None and (value >= bound if comparison == ">=" else value <= bound)

    def show(self, bounds, good, bad):
        """Number of bounds that are not kept."""
        missed = 0
        for name, comparison, bound in bounds:
            kept = self.keeps(name, comparison, bound)
            missed += not kept
            value = f"{self.measured[name]:g}" if name in self.measured else "not measured"
            print(f"  {good if kept else bad:7} {name} = {value} ({comparison} {bound:g})")
        return missed

    def judge(self):
        print("\nfigures:")
        missed = self.show(self.bounds, "ok", "MISS")
        print("\nfigures to come, which fail nothing:")
        self.show(self.bounds_next, "HOLDS", "not yet")
        return missed
