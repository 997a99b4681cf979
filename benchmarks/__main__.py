"""Print every benchmark: `python -m benchmarks`."""

from importlib.util import find_spec
from types import ModuleType

from benchmarks import asking, checking, documents, reading, rechecking, reporting, starting


def main() -> None:
    """Print ratios, how the checks grow, and what asking a model costs."""
    for module in (reading, *_with_documents(), starting):
        for name, ratio in module.ratios().items():
            print(f"{ratio:6.2f} × {name}")
    reporting.main()
    checking.main()
    rechecking.main()
    asking.main()


def _with_documents() -> tuple[ModuleType, ...]:
    """Return the benchmark of documents where the libraries that read them are installed."""
    if all(find_spec(library) for library in ("lxml", "pypdfium2", "trafilatura")):
        return (documents,)
    print('documents: skipped, the extra [docs] is not installed; pip install ".[docs]"')
    return ()


if __name__ == "__main__":  # the server of `asking` imports this module anew
    main()
