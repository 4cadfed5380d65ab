// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_hash.h"

#include <algorithm>
#include <array>
#include <new>
#include <vector>

#include <openssl/evp.h>

#include "camel/base/check.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/cbv.h"
#include "camel/tracking/event_time.h"
#include "camel/tracking/gs1_key.h"

namespace camel {

namespace {

using Json = JsonView;

constexpr std::string_view kBefore = "ni:///sha-256;", kAfter = "?ver=CBV2.0";
constexpr std::size_t kDigest = 32;  // bytes of SHA-256

std::string_view trimmed(std::string_view text) {
  auto const is_blank = [](char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  };
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// "1", not "1.0"; as many digits as it was written with.
std::string number_text(Json const& value) {
  auto text = value.written();
  if (text.find('e') != std::string::npos ||
      text.find('.') == std::string::npos) {
    return text;
  }
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return text;
}

// What stands for a value, at the end of a text.
using Writer = void (*)(Json const&, std::string&);

void plain(Json const& value, std::string& text) {
  if (value.is_string()) {
    text += trimmed(value.text());
  } else {
    text += number_text(value);
  }
}

void moment(Json const& value, std::string& text) {
  if (auto const parsed = parse_event_time(trimmed(value.text()))) {
    text += utc_milliseconds(*parsed);
  } else {
    plain(value, text);
  }
}

void key(Json const& value, std::string& text) {
  auto const parsed = parse_gs1_key(trimmed(value.text()));
  if (parsed && parsed->ok()) {
    text += parsed->link;
  } else {
    plain(value, text);
  }
}

template <Vocabulary kVocabulary>
void word(Json const& value, std::string& text) {
  if (auto const address = address_in(kVocabulary, trimmed(value.text()))) {
    text.append(address->space).append(address->local);
  } else {
    plain(value, text);
  }
}

struct Leaf {
  std::string_view name;
  Writer write;
};

constexpr std::array kMetadata{Leaf{"time", moment},
                               Leaf{"startTime", moment},
                               Leaf{"endTime", moment},
                               Leaf{"deviceID", key},
                               Leaf{"deviceMetadata", key},
                               Leaf{"rawData", key},
                               Leaf{"dataProcessingMethod", key},
                               Leaf{"bizRules", key}};

constexpr std::array kReport{Leaf{"type", word<Vocabulary::measurement>},
                             Leaf{"exception", word<Vocabulary::alert>},
                             Leaf{"deviceID", key},
                             Leaf{"deviceMetadata", key},
                             Leaf{"rawData", key},
                             Leaf{"dataProcessingMethod", key},
                             Leaf{"time", moment},
                             Leaf{"microorganism", plain},
                             Leaf{"chemicalSubstance", plain},
                             Leaf{"value", plain},
                             Leaf{"component", word<Vocabulary::component>},
                             Leaf{"stringValue", plain},
                             Leaf{"booleanValue", plain},
                             Leaf{"hexBinaryValue", plain},
                             Leaf{"uriValue", key},
                             Leaf{"minValue", plain},
                             Leaf{"maxValue", plain},
                             Leaf{"meanValue", plain},
                             Leaf{"sDev", plain},
                             Leaf{"percRank", plain},
                             Leaf{"percValue", plain},
                             Leaf{"uom", plain},
                             Leaf{"coordinateReferenceSystem", plain}};

constexpr std::array kQuantity{Leaf{"epcClass", key}, Leaf{"quantity", plain},
                               Leaf{"uom", plain}};

// One or several: a list of one may be written without its brackets.
template <typename Visit>
void for_each(Json const& value, Visit visit) {
  if (value.is_array()) {
    value.for_each_of_list(visit);
  } else {
    visit(value);
  }
}

// Texts that are written one behind the other at the end of `text`, to stand
// in the order of what they say.
class Parts {
 public:
  explicit Parts(std::string& text) : text_{text}, begin_{text.size()} {}

  void end_one() { ends_.push_back(text_.size()); }
  bool empty() const { return ends_.empty(); }

  void sort() {
    if (ends_.size() < 2) {
      return;
    }
    auto const written = text_.substr(begin_);
    std::string_view rest = written;
    std::vector<std::string_view> parts;
    auto begin = begin_;
    for (auto const end : ends_) {
      parts.push_back(rest.substr(0, end - begin));
      rest.remove_prefix(end - begin);
      begin = end;
    }
    std::sort(parts.begin(), parts.end());
    text_.resize(begin_);
    for (auto const part : parts) {
      text_ += part;
    }
  }

 private:
  std::string& text_;
  std::size_t begin_;
  std::vector<std::size_t> ends_;
};

class Canonical {
 public:
  Canonical(Json const& event, EpcisNames const& names)
      : whole_{event}, event_{event}, names_{names} {
    text_.reserve(1024);
  }

  std::string text() {
    leaf("eventType", plain, event_.find("type"));
    leaf("eventTime", moment);
    leaf("eventTimeZoneOffset", plain);
    leaves("certificationInfo", "", "certificationInfo", key);
    leaves("epcList", "epcList", "epc", key);
    leaf("parentID", key);
    leaves("inputEPCList", "inputEPCList", "epc", key);
    leaves("childEPCs", "childEPCs", "epc", key);
    quantities("quantityList");
    quantities("childQuantityList");
    quantities("inputQuantityList");
    leaves("outputEPCList", "outputEPCList", "epc", key);
    quantities("outputQuantityList");
    leaf("action", plain);
    leaf("transformationID", key);
    leaf("bizStep", word<Vocabulary::business_step>);
    leaf("disposition", word<Vocabulary::disposition>);
    persistent();
    place("readPoint");
    place("bizLocation");
    typed("bizTransactionList", "bizTransaction",
          word<Vocabulary::transaction_type>);
    typed("destinationList", "destination", word<Vocabulary::party_type>);
    typed("sourceList", "source", word<Vocabulary::party_type>);
    sensors();
    if (auto const ilmd = event_.find("ilmd")) {
      text_ += "ilmd";
      extensions(*ilmd);
    }
    extensions(whole_);
    return std::move(text_);
  }

 private:
  void leaf(std::string_view name, Writer write) {
    leaf(name, write, event_.find(name));
  }

  void leaf(std::string_view name, Writer write,
            std::optional<Json> const& value) {
    if (value) {
      text_.append(name).append("=");
      write(*value, text_);
    }
  }

  // A list by its name, its members by theirs.
  void leaves(std::string_view name, std::string_view list,
              std::string_view member, Writer write) {
    auto const found = event_.find(name);
    if (!found) {
      return;
    }
    auto const before = text_.size();
    text_ += list;
    Parts parts{text_};
    for_each(*found, [&](Json const& one) {
      if (!one.is_object()) {
        leaf(member, write, one);
        parts.end_one();
      }
    });
    parts.sort();
    if (parts.empty()) {
      text_.resize(before);
    }
  }

  template <typename Leaves>
  void in_order(Json const& object, Leaves const& order) {
    for (auto const& [name, write] : order) {
      leaf(name, write, object.find(name));
    }
  }

  // A list by its name, and what `write` makes of each of it.
  template <typename Write>
  void list(std::string_view name, Write write) {
    auto const found = event_.find(name);
    if (found && !found->empty()) {
      text_ += name;
      each_of(*found, write);
    }
  }

  template <typename Write>
  void each_of(Json const& list, Write write) {
    Parts parts{text_};
    for_each(list, [&](Json const& one) {
      write(one);
      parts.end_one();
    });
    parts.sort();
  }

  void quantities(std::string_view name) {
    list(name, [this](Json const& one) {
      text_ += "quantityElement";
      in_order(one, kQuantity);
    });
  }

  void persistent() {
    auto const found = event_.find("persistentDisposition");
    if (!found) {
      return;
    }
    text_ += "persistentDisposition";
    for (std::string_view const side : {"set", "unset"}) {
      if (auto const list = found->find(side)) {
        each_of(*list, [&](Json const& one) {
          leaf(side, word<Vocabulary::disposition>, one);
        });
      }
    }
  }

  void place(std::string_view name) {
    auto const found = event_.find(name);
    if (!found) {
      return;
    }
    text_ += name;
    leaf("id", key, found->find("id"));
    extensions(*found);
  }

  // Documents and parties with their types.
  void typed(std::string_view name, std::string_view member, Writer type) {
    list(name, [&](Json const& one) {
      leaf("type", type, one.find("type"));
      leaf(member, key, one.find(member));
    });
  }

  void sensor(Json const& element) {
    text_ += "sensorElement";
    if (auto const found = element.find("sensorMetadata")) {
      text_ += "sensorMetadata";
      in_order(*found, kMetadata);
      extensions(*found);
    }
    if (auto const found = element.find("sensorReport")) {
      each_of(*found, [this](Json const& report) {
        text_ += "sensorReport";
        in_order(report, kReport);
        extensions(report);
      });
    }
    extensions(element);
  }

  void sensors() {
    list("sensorElementList", [this](Json const& one) { sensor(one); });
  }

  // Fields of others, by their namespaces.
  void extensions(Json const& object) {
    Parts parts{text_};
    object.for_each_field([&](std::string_view name, Json const& value) {
      if (auto const full = names_.expand(name)) {
        for_each(value, [&](Json const& one) {
          text_.append("{").append(full->space).append("}").append(full->local);
          extension(one);
          parts.end_one();
        });
      }
    });
    parts.sort();
  }

  void extension(Json const& value) {
    if (value.is_object()) {
      extensions(value);
    } else {
      text_ += '=';
      plain(value, text_);
    }
  }

  Json whole_;
  JsonFields event_;
  EpcisNames const& names_;
  std::string text_;
};

// libsodium computes the same without the processor's own instructions for it,
// in four times the time. All that can be missing is memory.
EVP_MD* look_up_sha256() {
  auto* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (found == nullptr) {
    throw std::bad_alloc{};
  }
  return found;
}

}  // namespace

std::string canonical_text(Json const& event, EpcisNames const& names) {
  return Canonical{event, names}.text();
}

std::string event_hash(std::string_view canonical) {
  // Looked up once, as that takes locks; again where it failed.
  static auto* const sha256 = look_up_sha256();
  std::array<unsigned char, kDigest> digest{};
  if (EVP_Digest(canonical.data(), canonical.size(), digest.data(), nullptr,
                 sha256, nullptr) != 1) {
    throw std::bad_alloc{};
  }
  return hash_of_bytes(
      {reinterpret_cast<char const*>(digest.data()), digest.size()});
}

std::string bytes_of_hash(std::string_view hash) {
  CAMEL_CHECK(hash.size() == kBefore.size() + 64 + kAfter.size(),
              "an event hash has 64 hexadecimal digits");
  // Of no secret: libsodium's, which takes the same time for all digits, was
  // 2,400 instructions of the writer's for each event.
  auto const value = [&](std::size_t digit) {
    auto const c = hash[kBefore.size() + digit];
    return c <= '9' ? c - '0' : c - 'a' + 10;
  };
  std::string bytes(kDigest, '\0');
  for (std::size_t i = 0; i < kDigest; ++i) {
    bytes[i] = static_cast<char>(value(2 * i) * 16 + value(2 * i + 1));
  }
  return bytes;
}

std::string hash_of_bytes(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hash;
  hash.reserve(kBefore.size() + 2 * kDigest + kAfter.size());
  hash += kBefore;
  for (auto const c : bytes.substr(0, kDigest)) {
    auto const byte = static_cast<unsigned char>(c);
    hash += kDigits[byte >> 4U];
    hash += kDigits[byte & 0xFU];
  }
  return hash += kAfter;
}

}  // namespace camel
