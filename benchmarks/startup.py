"""What starting costs: `--version` against bare Python, importing the package against importing pydantic.

Limits: `--version` <= 3 x `python -c pass`; `import zi_evidence` < 2 x `import pydantic`. Medians of one run.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 15


def median(*arguments: str) -> float:
    """Median milliseconds of a fresh interpreter with these arguments."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times)


def main() -> None:
    """Prints both ratios."""
    bare = median("-c", "pass")
    version = median("-m", "zi_evidence", "--version")
    print(f"--version {version:.1f} ms, bare python {bare:.1f} ms, ratio {version / bare:.2f}, limit 3")
    pydantic = median("-c", "import pydantic; pydantic.BaseModel") - bare
    package = median("-c", "import zi_evidence") - bare
    print(f"import {package:.1f} ms, pydantic {pydantic:.1f} ms, ratio {package / pydantic:.2f}, limit 2")


if __name__ == "__main__":
    main()
