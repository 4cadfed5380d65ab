// SPDX-License-Identifier: Apache-2.0
// Subjects of NATS: words with dots between. In a pattern, * stands for one
// word and > at its end for all that follow.
#pragma once

#include <string>
#include <string_view>

namespace camel::nats {

// "events.ktz.DOS", without blanks, wildcards or words of no letters.
bool is_subject(std::string_view text);
// The same, and * and > may stand for words.
bool is_pattern(std::string_view text);
bool matches(std::string_view pattern, std::string_view subject);
// The first is 1; blank: there is no such word.
std::string word_of(std::string_view subject, int number);

// What a stranger wrote, for one line of a log or one field: control characters
// become blanks, and of a long text the first is kept.
std::string one_line(std::string_view text, std::size_t most = 500);

}  // namespace camel::nats
