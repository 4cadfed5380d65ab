// SPDX-License-Identifier: Apache-2.0
// "These files with these changes": edits the text of a package's tables, so
// that what comes out is read and checked as any package is. Fast enough to be
// called for every set of parameters that a calibration tries.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "camel/base/diagnostic.h"
#include "camel/scenario/editable_table.h"
#include "camel/scenario/scenario.h"

namespace camel {

// A package as load_corridor takes it: file name -> text.
using PackageFiles = std::map<std::string, std::string>;

struct EditedTables {
  PackageFiles files;
  std::vector<EditedCell> cells;  // what was edited, in the order of the files
  Diagnostics diagnostics = {};   // changes that could not be made

  bool ok() const { return diagnostics.errors() == 0; }
};

// The rows are added first, then the changes made in their order. Whether a
// value suits its column, and a column its table, the loader says.
EditedTables edit_tables(PackageFiles const& files,
                         std::span<TableChange const> changes,
                         std::span<AddedRow const> added = {});

// Moves the findings of a loader about edited cells to who asked for them.
// `prefix` is what the loader put before the file names. Findings that the
// package has without the edits stay where they are, as do those about rows
// that were not edited; of the latter, the new ones say so.
Diagnostics attribute_findings(Diagnostics const& found,
                               Diagnostics const& without_edits,
                               EditedTables const& edited,
                               std::string const& prefix,
                               std::string const& scenario);

}  // namespace camel
