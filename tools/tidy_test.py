#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each rule of tidy.py is shown a tree that breaks it and one that does not."""

import tempfile
import unittest
from pathlib import Path

import headers
import tidy

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


class Rules(unittest.TestCase):
    def catches(self, rule, tree, *parts):
        findings = list(rule(tree))
        self.assertEqual(len(findings), 1, findings)
        for part in parts:
            self.assertIn(part, findings[0])

    def passes(self, rule, tree):
        self.assertEqual(list(rule(tree)), [])

    def test_an_engine_that_includes_its_sibling_is_caught(self):
        text = SPDX + '#include "camel/routing/query.h"\n'
        self.catches(tidy.ladder, {"src/camel/operations/train.h": text},
                     "train.h:2:", "routing")
        self.catches(tidy.ladder, {"src/camel/operations/train_test.cc": text},
                     "routing")
        self.passes(tidy.ladder, {"src/camel/api/report.cc": text,
                                  "src/camel/routing/query.cc": text})

    def test_a_statement_with_a_word_in_it_is_caught(self):
        for text in ('prepare("SELECT 1 FROM keys WHERE name = \'" + name);',
                     'prepare("SELECT 1 FROM keys "\n  "WHERE name = " +\n name)',
                     'fmt::format("DELETE FROM {}", table)'):
            self.catches(tidy.sql, {"src/camel/store/a.cc": text}, "a.cc:")
        for text in ('prepare("SELECT 1 FROM keys WHERE name = ?").with(name)',
                     'prepare(std::string{kAll} + "WHERE " + kHis + "AND a")',
                     'run("PRAGMA user_version = " + std::to_string(1))'):
            self.passes(tidy.sql, {"src/camel/store/a.cc": text})

    def test_base_includes_nothing_of_freight(self):
        self.catches(tidy.ladder, {
            "src/camel/base/table.h": '#include "camel/model/place.h"\n'})
        self.catches(tidy.ladder, {
            "src/camel/sim/pool.h": '#include "camel/model/place.h"\n'})

    def test_operations_may_include_sim_and_routing_may_not(self):
        text = '#include "camel/sim/pool.h"\n'
        self.passes(tidy.ladder, {"src/camel/operations/train.h": text})
        self.catches(tidy.ladder, {"src/camel/routing/query.h": text})

    def test_programs_come_in_through_the_api(self):
        self.catches(tidy.ladder, {
            "apps/cli/main.cc": '#include "camel/operations/run.h"\n'})
        self.passes(tidy.ladder, {
            "apps/cli/main.cc": '#include "camel/api/simulate.h"\n'})

    def test_a_new_folder_needs_a_rung(self):
        self.catches(tidy.ladder, {"src/camel/weather/wind.h": SPDX},
                     "weather")

    def test_a_library_that_depends_on_its_sibling_is_caught(self):
        self.catches(tidy.build_lists, {
            "src/camel/operations/CMakeLists.txt":
                "camel_library(operations\n  DEPENDS model routing)\n"},
            "depends on routing")

    def test_an_include_without_its_dependency_is_caught(self):
        tree = {
            "src/camel/base/CMakeLists.txt": "camel_library(base)\n",
            "src/camel/sim/CMakeLists.txt": "camel_library(sim DEPENDS base)\n",
            "src/camel/model/CMakeLists.txt":
                "camel_library(model DEPENDS base)\n",
            "src/camel/operations/CMakeLists.txt":
                "camel_library(operations DEPENDS model)\n",
            "src/camel/operations/train.h": '#include "camel/base/id.h"\n',
        }
        self.passes(tidy.build_lists, tree)
        tree["src/camel/operations/train.h"] += '#include "camel/sim/pool.h"\n'
        self.catches(tidy.build_lists, tree, "train.h:2:", "DEPENDS sim")

    def test_a_source_that_is_not_built_is_caught(self):
        tree = {"src/camel/base/CMakeLists.txt":
                "camel_library(base\n  SOURCES id.cc # one\n  TESTS t.cc)\n",
                "src/camel/base/id.cc": SPDX}
        self.passes(tidy.build_lists, tree)
        tree["src/camel/base/id_test.cc"] = SPDX
        self.catches(tidy.build_lists, tree, "id_test.cc: is not built")

    def test_a_test_without_a_label_is_caught(self):
        self.catches(tidy.labelled_tests, {
            "tests/CMakeLists.txt": "\nadd_test(NAME x COMMAND y)\n"}, ":2:")
        self.passes(tidy.labelled_tests, {
            "tests/CMakeLists.txt": "camel_check(x COMMAND y)\n",
            "cmake/camel.cmake": "  add_test(NAME x COMMAND y)\n"})

    def test_a_source_without_a_test_is_caught(self):
        tree = {"src/camel/sim/pool.cc": SPDX}
        self.catches(tidy.tests_beside, tree, "pool_test.cc")
        tree["src/camel/sim/pool_test.cc"] = SPDX
        self.passes(tidy.tests_beside, tree)
        self.passes(tidy.tests_beside, {"apps/cli/main.cc": SPDX})

    def test_a_source_may_be_tried_by_the_test_of_another(self):
        pattern, test = next(iter(tidy.TESTED_BY.items()))
        self.catches(tidy.tests_beside, {pattern: SPDX})
        self.passes(tidy.tests_beside, {pattern: SPDX, test: SPDX})

    def test_an_exception_that_is_not_needed_is_caught(self):
        pattern = next(iter(tidy.TESTED_BY))
        tree = {"tools/tidy.py": ""} | {
            p.replace("*", "x"): "" for p in tidy.TESTED_BY}
        self.passes(tidy.test_exceptions, tree)
        self.catches(tidy.test_exceptions,
                     tree | {pattern[:-3] + "_test.cc": ""}, pattern)

    def test_a_long_file_is_caught(self):
        lines = tidy.LONGEST_FILE
        self.passes(tidy.sizes, {"src/camel/base/a.cc": "\n" * lines})
        self.catches(tidy.sizes, {"src/camel/base/a.cc": "\n" * (lines + 1)})
        self.passes(tidy.sizes, {"corridors/x/links.csv": "\n" * 9999,
                                 "web/dist/report.js": "\n" * 9999})

    def test_a_wide_line_is_caught(self):
        wide = "x" * 81 + "\n"
        self.catches(tidy.columns, {"src/camel/base/a.cc": "\n" + wide},
                     "a.cc:2:", "81 columns")
        self.passes(tidy.columns, {"src/camel/base/a.cc": "ü" * 80 + "\n"})

    def test_text_of_a_test_world_may_be_wide(self):
        wide = "x" * 81 + "\n"
        self.passes(tidy.columns, {
            "src/camel/base/a.cc": 'load(R"csv(\n' + wide + ')csv");\n'})
        self.catches(tidy.columns, {
            "src/camel/base/a.cc": 'load(R"(\n' + wide + ')");\n' + wide},
            "a.cc:4:")

    def test_a_file_without_its_licence_is_caught(self):
        self.catches(tidy.licence_line, {"src/camel/base/a.h": "int a;\n"})
        self.catches(tidy.licence_line, {"tools/x": "#!/bin/sh\nls\n"})
        self.passes(tidy.licence_line, {
            "src/camel/base/a.h": SPDX, "README.md": "text\n",
            "tools/x": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n"})

    def test_a_programmers_word_in_a_public_header_is_caught(self):
        for text in ("struct EdgeCost {};", "int node_count = 0;",
                     "void add_vertex(int v);", "int trips;"):
            self.catches(tidy.words, {"src/camel/routing/a.h": text})
        for text in ("// an edge of the map", 'auto s = "node";',
                     "int knowledge;", "int tripwire;"):
            self.passes(tidy.words, {"src/camel/routing/a.h": text})
        self.passes(tidy.words, {"src/camel/lp/a.h": "int node;",
                                 "src/camel/routing/a.cc": "int node;"})

    def test_a_header_without_guard_is_caught(self):
        self.catches(tidy.headers, {"src/camel/base/a.h": SPDX})
        self.passes(tidy.headers, {"src/camel/base/a.h":
                                   SPDX + "#pragma once\n"})

    def test_a_header_that_opens_a_namespace_is_caught(self):
        self.catches(tidy.headers, {
            "src/camel/base/a.h": "#pragma once\nusing namespace std;\n"})

    def test_a_source_that_does_not_begin_with_its_header_is_caught(self):
        tree = {"src/camel/base/a.h": "", "src/camel/base/a.cc":
                '#include <vector>\n\n#include "camel/base/a.h"\n'}
        self.catches(tidy.own_header_first, tree, "camel/base/a.h")
        tree["src/camel/base/a.cc"] = ('#include "camel/base/a.h"\n'
                                       "\n#include <vector>\n")
        self.passes(tidy.own_header_first, tree)

    def test_a_folder_of_one_machine_is_caught(self):
        for text in ("see /home/ann/data", 'open("/root/x")', "=/builds/main"):
            self.catches(tidy.machines, {"docs/a.md": text + "\n"})
        for text in ("https://example.org/home/x", "docs/builds/plan.md",
                     "$ROOT/builds/x", "at builds/home"):
            self.passes(tidy.machines, {"docs/a.md": text + "\n"})

    def test_a_package_host_is_caught(self):
        self.catches(tidy.machines, {
            "web/notes.md": "https://registry.example.org/x\n"})
        self.catches(tidy.machines, {
            "x": "http://deb.example.org/debian\n"})

    def test_a_lock_file_with_addresses_is_caught(self):
        text = '  "resolved": "https://example.org/a.tgz",\n'
        self.catches(tidy.machines, {"web/package-lock.json": text})
        self.passes(tidy.machines, {"web/package-lock.json":
                                    '  "integrity": "sha512-x",\n',
                                    "web/other.json": text})

    def test_a_link_that_leads_nowhere_is_caught(self):
        tree = {"README.md": "# One\n[a](docs/a.md) [b](docs) [c](#one) "
                             "[d](https://example.org) `[e](x.md)`\n",
                "docs/a.md": "# A title, *long*\n[back](../README.md)\n"}
        self.passes(tidy.links, tree)
        self.catches(tidy.links, tree | {"docs/b.md": "\n[x](gone.md)\n"},
                     "docs/b.md:2:", "gone.md")
        self.catches(tidy.links, tree | {"b.md": '<img src="x.png">\n'})

    def test_an_anchor_without_its_heading_is_caught(self):
        tree = {"docs/a.md": "# A title, *long*\n\n```\n# no heading\n```\n"}
        self.passes(tidy.links, tree |
                    {"b.md": "[x](docs/a.md#a-title-long)\n"})
        self.catches(tidy.links, tree |
                     {"b.md": "[x](docs/a.md#no-heading)\n"}, "#no-heading")

    def test_a_header_that_does_not_stand_alone_is_caught(self):
        with tempfile.TemporaryDirectory() as root:
            folder = Path(root, "src/camel/base")
            folder.mkdir(parents=True)
            (folder / "bad.h").write_text("inline std::string a;\n")
            (folder / "good.h").write_text(
                "#include <string>\ninline std::string a;\n")
            alone = [headers.stands_alone("c++", root, f"src/camel/base/{h}.h")
                     for h in ("bad", "good")]
        self.assertIn("string", alone[0])
        self.assertEqual(alone[1], "")

    def test_headers_that_a_source_includes_first_are_tried_by_the_build(self):
        tree = {"src/camel/base/a.h": "", "src/camel/base/b.h": "",
                "src/camel/base/a.cc": '#include "camel/base/a.h"\n'
                                       '#include "camel/base/b.h"\n'}
        self.assertEqual(headers.untried(tree), ["src/camel/base/b.h"])

    def test_files_are_found_with_and_without_git(self):
        with tempfile.TemporaryDirectory() as root:
            Path(root, "build").mkdir()
            Path(root, "build", "x.o").write_bytes(b"\0")
            Path(root, "a b.md").write_text("text")
            self.assertEqual(tidy.read_tree(root), {"a b.md": "text"})


if __name__ == "__main__":
    unittest.main(verbosity=1)
