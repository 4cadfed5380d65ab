// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/trace_file.h"

#include <array>
#include <iomanip>
#include <vector>

#include "camel/base/error.h"

namespace camel {

namespace {

constexpr std::string_view kMagic = "CAMELTR1";
constexpr std::size_t kRecord = 32;
constexpr std::size_t kBuffer = 1 << 20;
constexpr std::uint8_t kWhere = 200, kName = 201;

struct Record {
  std::uint64_t time = 0, process = 0, number = 0;
  std::uint32_t kind = 0;
  std::uint8_t action = 0;
};

void put_number(std::string& text, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    text += static_cast<char>(number >> 8 * i & 0xff);
  }
}

std::uint64_t get_number(std::string_view text, std::size_t at, int bytes) {
  std::uint64_t number = 0;
  for (int i = 0; i < bytes; ++i) {
    auto const byte =
        static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    number |= std::uint64_t{byte} << 8 * i;
  }
  return number;
}

void put(std::string& text, Record const& record) {
  put_number(text, record.time, 8);
  put_number(text, record.process, 8);
  put_number(text, record.number, 8);
  put_number(text, record.kind, 4);
  put_number(text, record.action, 4);
}

Record get(std::string_view text, std::size_t at) {
  return {.time = get_number(text, at, 8),
          .process = get_number(text, at + 8, 8),
          .number = get_number(text, at + 16, 8),
          .kind = static_cast<std::uint32_t>(get_number(text, at + 24, 4)),
          .action = static_cast<std::uint8_t>(get_number(text, at + 28, 1))};
}

void print(std::ostream& out, Trace::Note const& note, std::string_view kind) {
  out << note.time << "  " << std::left << std::setw(11) << name_of(note.action)
      << "  ";
  if (!kind.empty()) {
    out << kind << ' ' << note.label.number << " (" << note.process << ')';
  } else {
    out << "process " << note.process;
  }
  if (!note.where.empty()) {
    out << "  " << note.where;
  }
  out << '\n';
}

}  // namespace

std::string_view name_of(Trace::Action action) {
  constexpr std::array<std::string_view, 6> kNames{
      "start", "go on", "wait", "granted", "interrupted", "end"};
  return kNames[static_cast<std::size_t>(action)];
}

void TextTrace::note(Note const& note) {
  print(out_, note, note.label.kind == nullptr ? "" : note.label.kind);
}

BinaryTrace::BinaryTrace(std::filesystem::path const& path) : file_{path} {
  buffer_ = kMagic;
}

std::uint32_t BinaryTrace::index_of(std::string_view name) {
  if (name.empty()) {
    return 0;
  }
  if (auto const found = names_.find(name); found != names_.end()) {
    return found->second;
  }
  auto const index = static_cast<std::uint32_t>(names_.size() + 1);
  names_.emplace(name, index);
  put(buffer_, {.time = name.size(), .kind = index, .action = kName});
  buffer_ += name;
  buffer_.append((kRecord - name.size() % kRecord) % kRecord, '\0');
  return index;
}

void BinaryTrace::note(Note const& note) {
  auto const kind = index_of(note.label.kind == nullptr ? "" : note.label.kind);
  auto const where = index_of(note.where);
  put(buffer_, {.time = static_cast<std::uint64_t>(note.time),
                .process = note.process,
                .number = note.label.number,
                .kind = kind,
                .action = static_cast<std::uint8_t>(note.action)});
  if (note.action == Action::wait) {
    put(buffer_, {.kind = where, .action = kWhere});
  }
  if (buffer_.size() > kBuffer) {
    file_.write(buffer_);
    buffer_.clear();
  }
}

void BinaryTrace::finish() {
  file_.write(buffer_);
  buffer_.clear();
  file_.finish();
}

void print_trace(std::filesystem::path const& path, std::ostream& out) {
  auto const text = read_file(path);
  auto const broken = [&](char const* what) {
    return Error{path.string() + " is not a whole trace: " + what};
  };
  if (!text.starts_with(kMagic)) {
    throw broken("it does not begin with CAMELTR1");
  }
  if (text.size() % kRecord != kMagic.size()) {
    throw broken("it ends within a record");
  }
  std::vector<std::string> names{""};
  auto const name_at = [&](std::uint32_t index) -> std::string const& {
    if (index >= names.size()) {
      throw broken("a name is used before it is given");
    }
    return names[index];
  };
  for (auto at = kMagic.size(); at < text.size(); at += kRecord) {
    auto const record = get(text, at);
    if (record.action == kName) {
      auto const length = record.time;
      if (length > text.size() - at - kRecord || record.kind != names.size()) {
        throw broken("a name is cut off");
      }
      names.emplace_back(text, at + kRecord, length);
      at += (length + kRecord - 1) / kRecord * kRecord;
      continue;
    }
    if (record.action > static_cast<std::uint8_t>(Trace::Action::end)) {
      throw broken("a record has an unknown action");
    }
    Trace::Note note{.time = static_cast<Ticks>(record.time),
                     .action = static_cast<Trace::Action>(record.action),
                     .process = record.process,
                     .label = {nullptr, record.number},
                     .where = {}};
    if (note.action == Trace::Action::wait) {
      at += kRecord;
      if (at >= text.size() || get(text, at).action != kWhere) {
        throw broken("a wait does not say where");
      }
      note.where = name_at(get(text, at).kind);
    }
    print(out, note, name_at(record.kind));
  }
}

}  // namespace camel
