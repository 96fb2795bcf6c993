"""Documents by year, as bars that fit on any screen, and as a table that has the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from frusconv.batch.report.page import Column, number, table

_BARS = 200
_LABELS = 8
_GAPS = 12
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
# In pixels: widths are shares of the page, so that letters keep their size on a narrow one.
_TOP, _BASE, _HEIGHT = 18, 218, 240
# In hundredths of the page.
_WIDEST = 5


def years_section(years: dict[int, int], undated: int) -> Iterator[str]:
    """Yield the histogram, what it says in words, and its table."""
    if not years:
        yield f"<p>No document has a date; there are {number(undated)}.</p>\n"
        return
    first, last = min(years), max(years)
    step = next(step for step in _STEPS if (last - first) // step < _BARS)
    words = _words(years, undated)
    yield f"<p>{words}{f' Each bar is {step} years.' if step > 1 else ''}</p>\n"
    yield from _bars(years, step)
    if gaps := _gaps(years):
        told = ", ".join(_span(*gap) for gap in gaps[:_GAPS])
        more = f", and {number(len(gaps) - _GAPS)} more gaps, all in the table" if len(gaps) > _GAPS else ""
        yield f"<p>Without a document: {told}{more}.</p>\n"
    yield "<details>\n<summary>The same numbers as a table</summary>\n"
    yield from table("Documents by year", (Column("Year"), Column("Documents", is_number=True)), _rows(years, undated))
    yield "</details>\n"


def _words(years: dict[int, int], undated: int) -> str:
    most = max(years.values())
    year = min(year for year, count in years.items() if count == most)
    total = sum(years.values())
    dated = f"{number(total)} document{'s' if total != 1 else ''} of {_span(min(years), max(years))}"
    return f"{dated}; the most, {number(most)}, are of {year}. No date: {number(undated)}."


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _gaps(years: dict[int, int]) -> list[tuple[int, int]]:
    """Return the spans of years between the first and the last that have no document."""
    return [(one + 1, other - 1) for one, other in pairwise(sorted(years)) if other > one + 1]


def _rows(years: dict[int, int], undated: int) -> Iterator[tuple[str, ...]]:
    gaps = dict(_gaps(years))
    for year in sorted(years):
        yield str(year), number(years[year])
        if year + 1 in gaps:
            yield _span(year + 1, gaps[year + 1]), "0"
    yield "no date", number(undated)


def _bars(years: dict[int, int], step: int) -> Iterator[str]:
    start = min(years) // step * step
    bins: dict[int, int] = {}
    for year, count in sorted(years.items()):
        bins[year // step * step] = bins.get(year // step * step, 0) + count
    width = 100 / ((max(bins) - start) // step + 1)
    top = _round_above(max(bins.values()))
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Bars of the documents by year; the table below '
        f'has the numbers" width="100%" height="{_HEIGHT}" fill="currentColor" font-size="12" overflow="visible">\n'
    )
    yield from _scale(top)
    for year, count in bins.items():
        middle, wide = ((year - start) // step + 0.5) * width, min(width * 0.84, _WIDEST)
        height = max(1.5, count / top * (_BASE - _TOP))
        span = _span(year, year + step - 1)
        yield (
            f'<rect class="bar" x="{middle - wide / 2:.3f}%" width="{wide:.3f}%" y="{_BASE - height:.1f}" '
            f'height="{height:.1f}"><title>{span}: {number(count)}</title></rect>\n'
        )
    yield from _labels(start, max(bins), step, width)
    yield "</svg>\n"


def _round_above(count: int) -> int:
    power: int = 10 ** (len(str(count)) - 1)
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= count)


def _scale(top: int) -> Iterator[str]:
    """Yield the lines that tell the height of bars, and the one that bars stand on."""
    for value in (top, top // 2) if top > 1 and top % 2 == 0 else (top,):
        height = _BASE - value / top * (_BASE - _TOP)
        yield (
            f'<line class="scale" x1="0" x2="100%" y1="{height:.1f}" y2="{height:.1f}" stroke="currentColor" '
            f'stroke-opacity="0.3"/><text x="0" y="{height - 4:.1f}">{number(value)}</text>\n'
        )
    yield f'<line x1="0" x2="100%" y1="{_BASE}" y2="{_BASE}" stroke="currentColor"/>\n'


def _labels(start: int, end: int, step: int, width: float) -> Iterator[str]:
    every = next(every for every in _STEPS if every >= step and (end - start) // every < _LABELS)
    for year in range(-(-start // every) * every, end + 1, every):
        middle = ((year - start) // step + 0.5) * width
        anchor = "start" if middle < 3 else "end" if middle > 97 else "middle"
        yield f'<text x="{middle:.3f}%" y="{_BASE + 17}" text-anchor="{anchor}">{year}</text>\n'
