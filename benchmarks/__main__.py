"""Print every benchmark: `python -m benchmarks`."""

from benchmarks import reading, starting

for module in (reading, starting):
    for name, ratio in module.ratios().items():
        print(f"{ratio:6.2f} × {name}")
