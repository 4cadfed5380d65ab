# SPDX-License-Identifier: Apache-2.0
"""openapi.yaml as tests need it: its operations, its examples, and whether an
answer has the shape that it promises (the part of JSON Schema it uses)."""

import re
from pathlib import Path

import yaml

METHODS = ("get", "post", "put", "patch", "delete")


class Contract:
    def __init__(self, path):
        self.document = yaml.safe_load(Path(path).read_text(encoding="utf-8"))

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            found = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def operations(self):
        """Each as (method, path, operation, parameters)."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    operation = item[method]
                    parameters = [self.resolve(one) for one in
                                  item.get("parameters", [])
                                  + operation.get("parameters", [])]
                    yield method, path, operation, parameters

    def bodies(self, operation):
        """The examples of what is sent, by name."""
        content = operation.get("requestBody", {}).get("content", {})
        media = content.get("application/json", {})
        if "example" in media:
            yield "example", media["example"]
        for name, example in media.get("examples", {}).items():
            yield name, example["value"]

    def mistakes(self, operation, status, kind, value):
        """What is wrong with an answer; nothing where all is well."""
        answers = operation["responses"]
        if str(status) not in answers:
            return [f"status {status} is not in the contract"]
        content = self.resolve(answers[str(status)]).get("content", {})
        if not content:
            return [] if value in (None, b"", "") else ["a body for nothing"]
        kind = kind.split(";")[0]
        if kind not in content:
            return [f"{kind} is not in the contract"]
        schema = content[kind].get("schema", {})
        return list(self.check(schema, value, "answer"))

    def check(self, schema, value, where):
        schema = self.resolve(schema)
        kinds = schema.get("type")
        if kinds:
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if not any(is_kind(value, kind) for kind in kinds):
                yield f"{where} is {value!r:.60}, not {' or '.join(kinds)}"
                return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{where} is {value!r}, none of {schema['enum']}"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{where} does not fit {schema['pattern']}"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if value < schema.get("minimum", value):
                yield f"{where} is less than {schema['minimum']}"
            if value > schema.get("maximum", value):
                yield f"{where} is more than {schema['maximum']}"
        if isinstance(value, dict):
            yield from self.check_object(schema, value, where)
        if isinstance(value, list) and "items" in schema:
            for i, one in enumerate(value):
                yield from self.check(schema["items"], one, f"{where}[{i}]")

    def check_object(self, schema, value, where):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where} has no '{name}'"
        known = schema.get("properties", {})
        more = schema.get("additionalProperties", True)
        for name, one in value.items():
            if name in known:
                yield from self.check(known[name], one, f"{where}.{name}")
            elif more is False:
                yield f"{where} has '{name}' besides"
            elif isinstance(more, dict):
                yield from self.check(more, one, f"{where}.{name}")


def is_kind(value, kind):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, {"object": dict, "array": list, "string": str,
                              "boolean": bool, "null": type(None)}[kind])
