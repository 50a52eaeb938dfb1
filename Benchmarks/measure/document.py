"""Documentation/performance.md, whose sections the benchmarks write between their markers."""
import re
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "Documentation" / "performance.md"


def write(section, title, text):
    begin, end = f"<!-- {section} -->", f"<!-- end {section} -->"
    document = DOCUMENT.read_text() if DOCUMENT.exists() else "# Performance\n\nWritten by `make bench`.\n"
    if begin not in document:
        document += f"\n## {title}\n\n{begin}\n{end}\n"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    DOCUMENT.write_text(pattern.sub(lambda _: f"{begin}\n{text}\n{end}", document))


def table(heads, rows):
    """A table of Markdown; the first column is text, the others are numbers."""
    lines = [heads, ["---"] + ["--:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
