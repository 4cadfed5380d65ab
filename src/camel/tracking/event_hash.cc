// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_hash.h"

#include <algorithm>
#include <array>
#include <new>
#include <vector>

#include <openssl/evp.h>
#include <sodium.h>

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
  constexpr auto kBlank = " \t\r\n";
  auto const begin = text.find_first_not_of(kBlank);
  return begin == std::string_view::npos
             ? std::string_view{}
             : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
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

std::string plain(Json const& value) {
  return value.is_string() ? std::string{trimmed(value.text())}
                           : number_text(value);
}

std::string moment(Json const& value) {
  auto const text = plain(value);
  auto const parsed = parse_event_time(text);
  return parsed ? utc_milliseconds(*parsed) : text;
}

std::string key(Json const& value) { return canonical_key(plain(value)); }

template <Vocabulary kVocabulary>
std::string word(Json const& value) {
  auto const text = plain(value);
  return address_in(kVocabulary, text).value_or(text);
}

using Writer = std::string (*)(Json const&);

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

std::string joined(std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (auto const& part : parts) {
    all += part;
  }
  return all;
}

// One or several: a list of one may be written without its brackets.
template <typename Visit>
void for_each(Json const& value, Visit visit) {
  if (value.is_array()) {
    value.for_each_of_list(visit);
  } else {
    visit(value);
  }
}

class Canonical {
 public:
  Canonical(Json const& event, EpcisNames const& names)
      : event_{event}, names_{names} {}

  std::string text() {
    text_.reserve(1024);
    text_ = "eventType=" + plain(*event_.find("type"));
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
      text_ += "ilmd" + extensions(*ilmd);
    }
    text_ += extensions(event_);
    return std::move(text_);
  }

 private:
  void leaf(std::string_view name, Writer write) {
    if (auto const found = event_.find(name)) {
      add(text_, name, write(*found));
    }
  }

  static void add(std::string& text, std::string_view name,
                  std::string_view value) {
    text.append(name).append("=").append(value);
  }

  // A list by its name, its members by theirs.
  void leaves(std::string_view name, std::string_view list,
              std::string_view member, Writer write) {
    auto const found = event_.find(name);
    if (!found) {
      return;
    }
    std::vector<std::string> parts;
    for_each(*found, [&](Json const& one) {
      if (!one.is_object()) {
        add(parts.emplace_back(), member, write(one));
      }
    });
    if (!parts.empty()) {
      text_.append(list).append(joined(std::move(parts)));
    }
  }

  template <typename Leaves>
  std::string in_order(Json const& object, Leaves const& order) const {
    std::string text;
    for (auto const& [name, write] : order) {
      if (auto const found = object.find(name)) {
        add(text, name, write(*found));
      }
    }
    return text;
  }

  void quantities(std::string_view name) {
    auto const found = event_.find(name);
    if (!found || found->empty()) {
      return;
    }
    std::vector<std::string> parts;
    for_each(*found, [&](Json const& one) {
      parts.push_back("quantityElement" + in_order(one, kQuantity));
    });
    text_.append(name).append(joined(std::move(parts)));
  }

  void persistent() {
    auto const found = event_.find("persistentDisposition");
    if (!found) {
      return;
    }
    text_ += "persistentDisposition";
    for (std::string_view const side : {"set", "unset"}) {
      std::vector<std::string> parts;
      if (auto const list = found->find(side)) {
        for_each(*list, [&](Json const& one) {
          add(parts.emplace_back(), side, word<Vocabulary::disposition>(one));
        });
      }
      text_ += joined(std::move(parts));
    }
  }

  void place(std::string_view name) {
    auto const found = event_.find(name);
    if (!found) {
      return;
    }
    text_.append(name);
    if (auto const id = found->find("id")) {
      text_ += "id=" + key(*id);
    }
    text_ += extensions(*found);
  }

  // Documents and parties with their types.
  void typed(std::string_view name, std::string_view member, Writer type) {
    auto const found = event_.find(name);
    if (!found || found->empty()) {
      return;
    }
    std::vector<std::string> parts;
    for_each(*found, [&](Json const& one) {
      std::string part;
      if (auto const of_type = one.find("type")) {
        part = "type=" + type(*of_type);
      }
      if (auto const value = one.find(member)) {
        add(part, member, key(*value));
      }
      parts.push_back(std::move(part));
    });
    text_.append(name).append(joined(std::move(parts)));
  }

  std::string sensor(Json const& element) const {
    std::string text = "sensorElement";
    if (auto const found = element.find("sensorMetadata"); found) {
      text +=
          "sensorMetadata" + in_order(*found, kMetadata) + extensions(*found);
    }
    std::vector<std::string> reports;
    if (auto const found = element.find("sensorReport"); found) {
      for_each(*found, [&](Json const& report) {
        reports.push_back("sensorReport" + in_order(report, kReport) +
                          extensions(report));
      });
    }
    return text + joined(std::move(reports)) + extensions(element);
  }

  void sensors() {
    auto const found = event_.find("sensorElementList");
    if (!found || found->empty()) {
      return;
    }
    std::vector<std::string> parts;
    for_each(*found, [&](Json const& one) { parts.push_back(sensor(one)); });
    text_ += "sensorElementList" + joined(std::move(parts));
  }

  // Fields of others, by their namespaces.
  std::string extensions(Json const& object) const {
    std::vector<std::string> parts;
    object.for_each_field([&](std::string_view name, Json const& value) {
      if (auto const full = names_.expand(name)) {
        for_each(value, [&](Json const& one) {
          parts.push_back(
              extension("{" + full->space + "}" + full->local, one));
        });
      }
    });
    return joined(std::move(parts));
  }

  std::string extension(std::string const& name, Json const& value) const {
    return value.is_object() ? name + extensions(value)
                             : name + "=" + plain(value);
  }

  Json const& event_;
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
  std::array<char, 2 * kDigest + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(),
                 reinterpret_cast<unsigned char const*>(bytes.data()),
                 std::min(bytes.size(), kDigest));
  return std::string{kBefore}.append(digits.data()).append(kAfter);
}

}  // namespace camel
