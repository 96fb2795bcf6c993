"""Writing XML as text: escaping and tags. No element is ever put together without them."""

from __future__ import annotations

from frusconv.model import Attrs


def escape(text: str) -> str:
    """Return `text` as XML character data."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def attributes(values: dict[str, str | None]) -> str:
    """Return ` name="value"` for each of `values` that is not None, in order."""
    return "".join(f' {name}="{quoted(value)}"' for name, value in values.items() if value is not None)


def tag(name: str, attrs: Attrs) -> str:
    """Return what stands in an opening tag: the name, and attributes as they were read."""
    if not attrs:
        return name
    return name + "".join([f' {key}="{quoted(value)}"' for key, value in attrs])


def element(name: str, content: str, values: dict[str, str | None] | None = None) -> str:
    """Return an element around `content`, which is XML already."""
    opening = name + attributes(values) if values else name
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def quoted(value: str) -> str:
    """Return `value` as it can stand in an attribute, between double quotes."""
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
