#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Answers held against the schemas that standards publish: events of DCSA Track
& Trace 2.2 (and its schema against its own examples, right and wrong). The
standards are read where they lie: CAMEL_STANDARDS names their folder.

    tests/standard_answers_test.py build/release/camel
"""

import datetime
import json
import os
import re
import sys
import unittest
import uuid
from pathlib import Path

try:
    import yaml
    import served
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

STANDARDS = Path(os.environ.get("CAMEL_STANDARDS",
                                served.ROOT / "../shared/standards"))
STANDARD = STANDARDS / "dcsa"
if not STANDARD.is_dir():
    print("skipped: the standards' files are not on this machine: name their "
          "folder by CAMEL_STANDARDS")
    sys.exit(77)

KINDS = {"string": str, "object": dict, "array": list, "boolean": bool,
         "integer": int, "number": (int, float)}


def is_moment(text):
    try:
        return datetime.datetime.fromisoformat(
            text.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False


def is_uuid(text):
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


FORMATS = {"date-time": is_moment, "uuid": is_uuid}


class Schema:
    def __init__(self, path):
        self.document = yaml.safe_load(path.read_text(encoding="utf-8"))

    def named(self, reference):
        found = self.document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        return found

    def mistakes(self, schema, value, at=""):
        if "$ref" in schema:
            yield from self.mistakes(self.named(schema["$ref"]), value, at)
            return
        for part in schema.get("allOf", []):
            yield from self.mistakes(part, value, at)
        options = schema.get("anyOf", schema.get("oneOf"))
        if options and all(list(self.mistakes(one, value, at))
                           for one in options):
            yield f"{at} fits none"
        kind = schema.get("type")
        if kind in KINDS and not isinstance(value, KINDS[kind]):
            yield f"{at} is no {kind}"
            return
        # It has "BKG (Booking)" where it means BKG.
        if "enum" in schema and value not in {one.split(" (")[0]
                                              for one in schema["enum"]}:
            yield f"{at} is {value!r}, none of {schema['enum']}"
        if isinstance(value, str):
            yield from self.text(schema, value, at)
        if isinstance(value, dict):
            for name in schema.get("required", []):
                if name not in value:
                    yield f"{at} has no {name}"
            for name, one in schema.get("properties", {}).items():
                if name in value:
                    yield from self.mistakes(one, value[name], f"{at}/{name}")
        if isinstance(value, list) and "items" in schema:
            for i, one in enumerate(value):
                yield from self.mistakes(schema["items"], one, f"{at}/{i}")

    @staticmethod
    def text(schema, value, at):
        if len(value) > schema.get("maxLength", len(value)):
            yield f"{at} is too long"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at} does not fit {schema['pattern']}"
        fits = FORMATS.get(schema.get("format"))
        if fits and not fits(value):
            yield f"{at} is no {schema['format']}"


SCHEMA = Schema(STANDARD / "tnt_v2.2.0-resolved.yaml")
EVENTS = SCHEMA.document["paths"]["/v2/events"]["get"]["responses"]["200"][
    "content"]["application/json"]["schema"]


def mistakes(events):
    return list(SCHEMA.mistakes(EVENTS, events))


class TheStandard(unittest.TestCase):
    def examples(self, pattern):
        return sorted((STANDARD / "conformance-gateway").glob(pattern))

    def test_its_own_examples_are_judged_right(self):
        for file in self.examples("tnt-220-response.json"):
            self.assertEqual(mistakes(json.loads(file.read_text())), [], file)
        # Wrong attribute values are beyond its schema: codes are plain texts.
        wrong = [file for file in self.examples("tnt-220-response-wrong-*")
                 if "attribute-values" not in file.name]
        self.assertGreaterEqual(len(wrong), 3)
        for file in wrong:
            self.assertNotEqual(mistakes(json.loads(file.read_text())), [],
                                file)


def bodies():
    """Examples of what is sent, by operation."""
    return {operation["operationId"]: body
            for _, _, operation, _ in served.CONTRACT.operations()
            for _, body in served.CONTRACT.bodies(operation)}


class OurEvents(served.WithServer):
    def test_are_as_the_standard_has_them(self):
        self.server.ask("POST", "/v1/consignments",
                        bodies()["createConsignment"])
        event = bodies()["captureEvent"]
        steps = ["arriving", "departing", "loading", "unloading", "inspecting",
                 "entering_exiting", "picking"]
        for i, step in enumerate(steps):
            for place in ("KZDOS", "Dostyk yard"):
                answer = self.server.ask(
                    "POST", "/epcis/events",
                    event | {"eventID": f"urn:uuid:{i}:{place[-4:]}",
                             "bizStep": step, "readPoint":
                             {"id": f"urn:place:{place.replace(' ', '%20')}"}})
                self.assertEqual(answer.status, 201, answer.body)
        found = self.server.get("/dcsa/v2/events", query={
            "equipmentReference": "CSQU3054383"}).json()
        self.assertEqual(len(found), 2 * len(steps) + 6)
        self.assertEqual(mistakes(found), [])
        self.assertEqual({one["eventClassifierCode"] for one in found},
                         {"ACT", "PLN"})


if __name__ == "__main__":
    served.main()
