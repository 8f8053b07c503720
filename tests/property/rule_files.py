"""How the tests write rule files: the same content in another style, other content, every key of a schema."""

import json
from io import StringIO
from itertools import count

from holding import ROOT
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
    SingleQuotedScalarString,
)

# whether the order of a list says something is decided here, key by key, and not read from the code
IN_ANY_ORDER = {
    *("fields", "days_off", "working_days", "procedures", "channels", "except", "receives_only", "examples"),
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
}
IN_THIS_ORDER = {"citations", "notes", "office_hours", "versions"}
ALSO_DECIMAL = {"amount", "most"}  # numbers that may be written 1.0

# --- the same in another style

ENDLESS = 10**6  # columns: where ruamel breaks a line of escaped letters, it adds a blank

STYLES = (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
    SingleQuotedScalarString,
    str,
)


def rewrite(path, data, dice):
    """Write a file's content in a style that dice choose."""
    yaml = YAML()
    yaml.indent(mapping=dice.choice([2, 3]), sequence=4, offset=dice.choice([0, 2]))
    yaml.allow_unicode = dice.random() < 0.7
    yaml.width = dice.choice([20, 80, ENDLESS]) if yaml.allow_unicode else ENDLESS
    stream = StringIO()
    yaml.dump(styled(data, dice), stream)
    head, tail = (
        dice.choice(["", "# first\n\n", "%YAML 1.2\n---\n", "\ufeff"]),
        dice.choice(["", "\n\n# last"]),
    )
    text = (head + stream.getvalue() + tail).replace("\n", dice.choice(["\n", "\r\n"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def styled(value, dice, *, key="", is_flow=False):
    """Write a value in another order, in blocks or in one line, with comments, in other quotes."""
    if isinstance(value, dict | list):
        is_flow = is_flow or dice.random() < 0.3
        made = (_mapping if isinstance(value, dict) else _list)(value, dice, key, is_flow)
        (made.fa.set_flow_style if is_flow else made.fa.set_block_style)()
        return made
    if isinstance(value, str):
        return dice.choice(STYLES)(value)
    return float(value) if key in ALSO_DECIMAL and dice.random() < 0.5 else value


def _mapping(value, dice, _, is_flow):
    made = CommentedMap()
    for name in dice.sample(list(value), len(value)):
        made[name] = styled(value[name], dice, key=name, is_flow=is_flow)
        if not is_flow and dice.random() < 0.2:
            made.yaml_set_comment_before_after_key(name, before=dice.choice(["a: comment", "# - {", "\n"]))
    return made


def _list(value, dice, key, is_flow):
    items = dice.sample(value, len(value)) if key in IN_ANY_ORDER else value
    return CommentedSeq(styled(item, dice, is_flow=is_flow) for item in items)


# --- something else


def changes(data):
    """List every place of a file's content, each with all that could stand there and mean something else."""
    return [(path, other) for path, value in places(data) for other in others(value, path)]


def others(value, path):
    """List what could stand at a place and mean something else."""
    return _OTHERS[type(value)](value, path[-1] if path else "")


def places(value, path=()):
    """Walk a value and all within it."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in inner:
        yield from places(member, (*path, key))


def put(value, path, new):
    """Give a copy that says something else at one place."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy


def _other_members(value, _):
    fewer = [{name: value[name] for name in value if name != gone} for gone in value]
    renamed = [{name + "-" * (name == one): value[name] for name in value} for one in value]
    return [*fewer, *renamed, value | {"more": None}, [[name, value[name]] for name in value], None]


def _other_items(value, key):
    fewer = [value[:index] + value[index + 1 :] for index in range(len(value))]
    swapped = [
        [*value[: index - 1], value[index], value[index - 1], *value[index + 1 :]]
        for index in range(1, len(value))
        if value[index] != value[index - 1] and key not in IN_ANY_ORDER
    ]
    return [*fewer, *swapped, [*value, None], {str(index): item for index, item in enumerate(value)}, None]


def _other_numbers(value, _):
    return [value + 1, value + 0.25, str(value), None]


_OTHERS = {
    dict: _other_members,
    list: _other_items,
    int: _other_numbers,
    float: _other_numbers,
    bool: lambda value, _: [not value, int(value), str(value).lower(), None],
    str: lambda value, _: [value + " ", value[1:], None],
    type(None): lambda *_: ["", "null", False, 0, [], {}],
}


# --- all that a schema lets a file say

SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "rules" / "schema").iterdir()}


def specimen(kind, met):
    """Make the content of a file with every key that its schema allows; note the shapes that were met."""
    return _Specimen(met).of(SCHEMAS[f"{kind}.schema.json"], f"{kind}.schema.json")


def keys_of(schema):
    """List the shapes of all keys that a schema names, wherever they stand."""
    for word, inner in schema.items() if isinstance(schema, dict) else ():
        if word == "properties":
            yield from inner.values()
        if word not in ("if", "then", "else"):  # which say more of keys that are named already
            yield from keys_of(inner)


class _Specimen:
    """Makes values of the shapes of a schema: no two texts or numbers alike, two of each item."""

    def __init__(self, met):
        self.met, self.numbers = met, count(1)
        self.makers = {
            "$ref": self.referred,
            "properties": lambda shape, home: self.members(shape["properties"], home),
            "anyOf": lambda shape, home: self.of(next(filter(_is_telling, shape["anyOf"])), home),
            "additionalProperties": lambda shape, home: self.members(
                dict.fromkeys(("one", "two"), shape["additionalProperties"]), home
            ),
            "prefixItems": lambda shape, home: [self.of(inner, home) for inner in shape["prefixItems"]],
            "items": lambda shape, home: [self.of(shape["items"], home) for _ in range(2)],
            "enum": lambda shape, _: shape["enum"][0],
            "type": self.plain,
        }

    def of(self, shape, home):
        self.met.append(shape)
        return next(make for word, make in self.makers.items() if word in shape)(shape, home)

    def members(self, shapes, home):
        return {name: self.of(shape, home) for name, shape in shapes.items()}

    def referred(self, shape, home):
        file, _, pointer = shape["$ref"].partition("#")
        found = SCHEMAS[file or home]
        for part in pointer.split("/")[1:]:
            found = found[part]
        return self.of(found, file or home)

    def plain(self, shape, _):
        number = next(self.numbers)
        return {"integer": number, "number": number, "boolean": True}.get(
            str(shape["type"]), f"text {number}"
        )


def _is_telling(shape):
    return "const" not in shape and shape.get("type") != "null"
