// SPDX-License-Identifier: Apache-2.0
// Texts are sent compressed to whoever takes that (gzip, RFC 1952).
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "camel/http/exchange.h"

namespace camel::http {

// `level` from 1, quick, to 9, small. Throws Error.
std::string compress_gzip(std::string_view text, int level);

// Whether Accept-Encoding takes gzip.
bool takes_gzip(std::string_view accepted);

// Bodies that somebody keeps, to answer with them again, are compressed once.
class Twins {
 public:
  std::shared_ptr<std::string const> twin_of(
      std::shared_ptr<std::string const> const& body);

 private:
  struct Known {
    std::weak_ptr<std::string const> body;
    std::shared_ptr<std::string const> twin;
  };
  std::shared_ptr<std::string const> find(
      std::shared_ptr<std::string const> const& body);
  void keep(std::shared_ptr<std::string const> const& body,
            std::shared_ptr<std::string const> const& twin);

  std::mutex looking_;
  std::map<std::string const*, Known> known_;
};

// Sends the compressed twin where that is right, and says on what it hung.
void choose_encoding(Request const& request, Response& response, Twins& twins);

}  // namespace camel::http
