// SPDX-License-Identifier: Apache-2.0
#include "camel/api/digest.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Digest, it_is_blake2b_of_32_bytes) {
  // Computed by hashlib.blake2b(..., digest_size=32) of Python.
  EXPECT_EQ(to_hex(digest_of("")),
            "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(to_hex(digest_of("abc")),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_EQ(Digester{}.bytes("a").bytes("bc").finish(), digest_of("abc"));
}

TEST(Digest, texts_keep_their_bounds_and_numbers_are_little_endian) {
  EXPECT_NE(Digester{}.text("a").text("bc").finish(),
            Digester{}.text("ab").text("c").finish());
  EXPECT_EQ(Digester{}.number(std::uint64_t{0x0201}).finish(),
            digest_of(std::string_view{"\1\2\0\0\0\0\0\0", 8}));
  EXPECT_NE(Digester{}.number(1.5).finish(), Digester{}.number(-1.5).finish());
}

}  // namespace
}  // namespace camel
