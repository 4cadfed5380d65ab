// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/loading.h"

namespace camel {

void Loading::report(TableText const& source, RowMark row,
                     std::string_view column, bool warning, Finding finding) {
  auto const position = source.position_of(row, column);
  findings.add({.file = source.file,
                .line = position.line,
                .column = position.column,
                .warning = warning,
                .message = std::move(finding.what),
                .hint = std::move(finding.mend)});
}

}  // namespace camel
