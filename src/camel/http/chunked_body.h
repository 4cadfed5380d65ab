// SPDX-License-Identifier: Apache-2.0
// A body that is sent in chunks (RFC 9112, section 7.1), put together as its
// bytes come. Extensions and trailers are read and passed over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace camel::http {

class ChunkedBody {
 public:
  // Of at most so many bytes.
  explicit ChunkedBody(std::size_t most = 0) : most_{most} {}

  // Takes its part of the bytes, and says how many that were. Throws Problem.
  std::size_t read(std::string_view bytes, std::string& body);
  bool whole() const { return step_ == Step::whole; }

 private:
  enum class Step : std::uint8_t {
    size,
    extension,
    size_end,
    data,
    data_return,
    data_end,
    trailer,
    end,
    whole
  };

  void take(char byte);
  void take_size(char byte);
  void end_size(std::size_t body_size);
  void take_trailer(char byte);

  std::size_t most_;
  Step step_ = Step::size;
  std::uint64_t left_ = 0;  // of this chunk
  int digits_ = 0;
  std::size_t passed_over_ = 0;  // bytes of extensions and trailers
  std::string line_;             // of the trailers
};

}  // namespace camel::http
