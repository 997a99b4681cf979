"""Print every benchmark: `python -m benchmarks`."""

from benchmarks import asking, checking, reading, starting


def main() -> None:
    """Print ratios, how the checks grow, and what asking a model costs."""
    for module in (reading, starting):
        for name, ratio in module.ratios().items():
            print(f"{ratio:6.2f} × {name}")
    checking.main()
    asking.main()


if __name__ == "__main__":  # the server of `asking` imports this module anew
    main()
