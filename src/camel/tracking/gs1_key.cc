// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/gs1_key.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "camel/base/char_set.h"

namespace camel {

namespace {

constexpr std::string_view kEpc = "urn:epc:";
constexpr std::string_view kHost = "https://id.gs1.org";

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  parts.reserve(8);
  for (;;) {
    auto const end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

// How the body of an EPC URI becomes the body of a Digital Link.
enum class Shape {
  gtin,      // company, indicator and item: 14 digits with the check digit
  sscc,      // company, extension and serial: 18
  checked,   // company and reference: so many digits and the check digit
  document,  // the same, then a serial as it is
  asset,     // the same after a 0
  plain      // company and reference as they are, of any length
};

// A scheme of EPC URIs: what its parts are called in a Digital Link.
struct Scheme {
  std::string_view epc;  // "id:sgtin"
  std::string_view key;  // application identifier of the key
  Shape shape = Shape::plain;
  std::size_t digits = 0;      // of company and reference together
  std::string_view qualifier;  // of what follows; blank: nothing, or appended
  std::size_t parts = 2;       // between dots
};

constexpr std::array kSchemes{
    Scheme{"id:sgtin", "01", Shape::gtin, 13, "21", 3},
    Scheme{"class:lgtin", "01", Shape::gtin, 13, "10", 3},
    Scheme{"idpat:sgtin", "01", Shape::gtin, 13, "", 3},
    Scheme{"id:upui", "01", Shape::gtin, 13, "235", 3},
    Scheme{"id:itip", "8006", Shape::gtin, 13, "21", 5},
    Scheme{"id:sscc", "00", Shape::sscc, 17, "", 2},
    Scheme{"id:sgln", "414", Shape::checked, 12, "254", 3},
    Scheme{"id:pgln", "417", Shape::checked, 12, "", 2},
    Scheme{"id:gsrn", "8018", Shape::checked, 17, "", 2},
    Scheme{"id:gsrnp", "8017", Shape::checked, 17, "", 2},
    Scheme{"id:gsin", "402", Shape::checked, 16, "", 2},
    Scheme{"id:gdti", "253", Shape::document, 12, "", 3},
    Scheme{"id:sgcn", "255", Shape::document, 12, "", 3},
    Scheme{"id:grai", "8003", Shape::asset, 12, "", 3},
    Scheme{"idpat:grai", "8003", Shape::asset, 12, "", 3},
    Scheme{"id:giai", "8004", Shape::plain, 0, "", 2},
    Scheme{"id:ginc", "401", Shape::plain, 0, "", 2},
    Scheme{"id:cpi", "8010", Shape::plain, 0, "8011", 3}};

// What a Digital Link of an older kind calls a key.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kNames{
    {{"gtin", "01"},    {"itip", "8006"}, {"gmn", "8013"},   {"cpid", "8010"},
     {"gln", "414"},    {"party", "417"}, {"gsrnp", "8017"}, {"gsrn", "8018"},
     {"gcn", "255"},    {"sscc", "00"},   {"gdti", "253"},   {"ginc", "401"},
     {"gsin", "402"},   {"grai", "8003"}, {"giai", "8004"},  {"cpv", "22"},
     {"lot", "10"},     {"ser", "21"},    {"cpsn", "8011"},  {"glnx", "254"},
     {"refno", "8020"}, {"srin", "8019"}}};

// The keys that begin a Digital Link, and how many digits they have with their
// check digit, where it is the last of them (0: any text).
constexpr std::array<std::pair<std::string_view, std::size_t>, 16> kKeys{
    {{"00", 18},
     {"01", 14},
     {"253", 0},
     {"255", 0},
     {"401", 0},
     {"402", 17},
     {"414", 13},
     {"415", 13},
     {"417", 13},
     {"8003", 0},
     {"8004", 0},
     {"8006", 0},
     {"8010", 0},
     {"8013", 0},
     {"8017", 18},
     {"8018", 18}}};

// In a path these are written by their numbers, as GS1 Digital Link asks.
std::string in_link(std::string_view text) {
  static constexpr CharSet kWritten{"!#&()*+,:;=?<>\" "};
  std::string link;
  for (auto const c : text) {
    if (!kWritten.has(c)) {
      link += c;
    } else {
      link += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return link;
}

Gs1Key wrong(std::string fault) { return {"", std::move(fault)}; }

std::string checked(std::string const& digits) {
  return digits + gs1_check_digit(digits);
}

// The digits of a key: company prefix and reference, put together as the shape
// asks; blank where they are no digits, or too many or few.
std::string digits_of(Scheme const& scheme, std::string_view company,
                      std::string_view reference) {
  if (!is_digits(company) || !is_digits(reference) || company.size() < 6 ||
      company.size() > 12 ||
      company.size() + reference.size() != scheme.digits) {
    return "";
  }
  if (scheme.shape == Shape::gtin || scheme.shape == Shape::sscc) {
    return checked(std::string{reference.substr(0, 1)}.append(company).append(
        reference.substr(1)));
  }
  return checked(std::string{company}.append(reference));
}

Gs1Key link_of(Scheme const& scheme,
               std::vector<std::string_view> const& parts) {
  std::string body;
  if (scheme.shape == Shape::plain) {
    if (!is_digits(parts[0]) || parts[0].empty() || parts[1].empty()) {
      return wrong("it begins with a company prefix of digits");
    }
    body = in_link(std::string{parts[0]}.append(parts[1]));
  } else {
    body = digits_of(scheme, parts[0], parts[1]);
    if (body.empty()) {
      return wrong(fmt::format(
          "company prefix (6 to 12 digits) and reference have {} digits "
          "together",
          scheme.digits));
    }
  }
  std::string link;
  link.reserve(64);
  link.append(kHost).append("/").append(scheme.key).append("/");
  link.append(scheme.shape == Shape::asset ? "0" : "").append(body);
  if (scheme.parts == 5) {  // piece and total
    link += std::string{parts[2]}.append(parts[3]);
  }
  auto const rest = scheme.parts > 2 ? parts.back() : std::string_view{};
  if (scheme.shape == Shape::document || scheme.shape == Shape::asset) {
    link += rest == "*" ? "" : in_link(rest);
  } else if (scheme.parts > 2 && !scheme.qualifier.empty()) {
    auto const is_none = scheme.epc == "id:sgln" && rest == "0";
    if (rest.empty()) {
      return wrong("it ends in a serial number");
    }
    link +=
        is_none ? "" : fmt::format("/{}/{}", scheme.qualifier, in_link(rest));
  }
  return {std::move(link), ""};
}

Gs1Key key_of_epc(std::string_view epc) {
  auto const colon = epc.find(':', epc.find(':') + 1);
  auto const name = epc.substr(0, colon);
  auto const scheme =
      std::find_if(kSchemes.begin(), kSchemes.end(),
                   [&](Scheme const& s) { return s.epc == name; });
  if (scheme == kSchemes.end() || colon == std::string_view::npos) {
    // Schemes of others (gid, usdod, adi, bic, imovn) stay as they are.
    return {};
  }
  auto body = epc.substr(colon + 1);
  // The serial number may hold dots; the parts before it may not.
  std::vector<std::string_view> parts;
  parts.reserve(scheme->parts);
  while (parts.size() + 1 < scheme->parts) {
    auto const dot = body.find('.');
    if (dot == std::string_view::npos) {
      return wrong(fmt::format("it has {} parts between dots", scheme->parts));
    }
    parts.push_back(body.substr(0, dot));
    body.remove_prefix(dot + 1);
  }
  parts.push_back(body);
  return link_of(*scheme, parts);
}

std::string_view number_of(std::string_view name) {
  auto const found =
      std::find_if(kNames.begin(), kNames.end(),
                   [&](auto const& pair) { return pair.first == name; });
  return found == kNames.end() ? name : found->second;
}

// The link from a key on: its path has names and values in turn.
std::string link_of_path(std::string_view path) {
  std::string link;
  link.reserve(64);
  link.append(kHost);
  auto is_name = true;
  for (auto const part : split(path, '/')) {
    link.append("/").append(is_name ? number_of(part) : part);
    is_name = !is_name;
  }
  return link;
}

// The path of a Digital Link: the key first, then what tells it more closely.
std::optional<Gs1Key> key_of_path(std::string_view path) {
  for (auto slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    auto const from_here = path;
    auto const name = path.substr(0, slash);
    path.remove_prefix(slash + 1);
    if (path.empty() || !is_digits(path.substr(0, 1))) {
      continue;
    }
    auto const value = path.substr(0, path.find('/'));
    auto const number = number_of(name);
    auto const key =
        std::find_if(kKeys.begin(), kKeys.end(),
                     [&](auto const& k) { return k.first == number; });
    if (key == kKeys.end()) {
      continue;
    }
    if (key->second > 0 && (value.size() != key->second || !is_digits(value))) {
      return wrong(fmt::format("{} has {} digits", number, key->second));
    }
    if (key->second > 0 &&
        gs1_check_digit(value.substr(0, value.size() - 1)) != value.back()) {
      return wrong(fmt::format(
          "the check digit of {} is {} and should be {}", value, value.back(),
          gs1_check_digit(value.substr(0, value.size() - 1))));
    }
    return Gs1Key{link_of_path(from_here), ""};
  }
  return std::nullopt;
}

}  // namespace

char gs1_check_digit(std::string_view digits) {
  int sum = 0;
  int weight = 3;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    sum += weight * (*digit - '0');
    weight = 4 - weight;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::optional<Gs1Key> parse_gs1_key(std::string_view uri) {
  if (uri.starts_with(kEpc)) {
    auto key = key_of_epc(uri.substr(kEpc.size()));
    if (key.ok() && key.link.empty()) {
      return std::nullopt;
    }
    return key;
  }
  for (std::string_view const scheme : {"https://", "http://"}) {
    if (uri.starts_with(scheme)) {
      auto rest = uri.substr(scheme.size());
      auto const slash = rest.find('/');
      if (slash == std::string_view::npos) {
        return std::nullopt;
      }
      auto path = rest.substr(slash + 1);
      return key_of_path(
          path.substr(0, std::min(path.find('?'), path.find('#'))));
    }
  }
  return std::nullopt;
}

std::string canonical_key(std::string_view uri) {
  auto const key = parse_gs1_key(uri);
  return key && key->ok() ? key->link : std::string{uri};
}

}  // namespace camel
