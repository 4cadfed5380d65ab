// SPDX-License-Identifier: Apache-2.0
// Each trial at a size for every day, and with the defect that it must find.
// ./soak tries more.
#include <gtest/gtest.h>

#include "camel/store/postgres_server.h"
#include "proof.h"

namespace camel {
namespace {

using Try = Verdict (*)(Trial const&);

void expect_sound(Try attempt, int size) {
  auto const verdict = attempt({.seed = 11, .size = size});
  EXPECT_EQ(verdict.lost, 0);
  EXPECT_EQ(verdict.wrong, 0) << verdict.first;
  EXPECT_EQ(verdict.tried, size);
  EXPECT_GT(verdict.acknowledged, 0);
}

void expect_found(Try attempt, int size, Defect defect) {
  auto const verdict = attempt({.seed = 11, .size = size, .defect = defect});
  EXPECT_TRUE(!verdict.ok() || !verdict.skipped.empty());
}

TEST(TrackingProof, no_kill_loses_what_was_acknowledged) {
  expect_sound(kill_it, 3);
  expect_found(kill_it, 60, Defect::early_answer);
}

TEST(TrackingProof, nor_does_one_of_two_programs_that_share_a_file) {
  expect_sound(kill_one_of_two, 5);
  expect_found(kill_one_of_two, 1'000, Defect::out_of_turn);
}

TEST(TrackingProof, no_kill_of_the_database_server_loses_it_either) {
  if (auto const why = store::PostgresServer::missing(); !why.empty()) {
    GTEST_SKIP() << why;
  }
  expect_sound(kill_server_and_it, 2);
  expect_found(kill_server_and_it, 60, Defect::early_answer);
}

TEST(TrackingProof, no_power_cut_loses_what_was_acknowledged) {
  expect_sound(cut_power, 100);
  expect_found(cut_power, 1'000, Defect::no_sync);
}

TEST(TrackingProof, nor_does_one_of_a_disk_whose_syncs_fail) {
  expect_sound(cut_power_of_a_bad_disk, 100);
  expect_found(cut_power_of_a_bad_disk, 4'000, Defect::believing);
}

TEST(TrackingProof, a_disk_that_fails_is_never_passed_over) {
  expect_sound(fail_disk, 60);
  expect_found(fail_disk, 60, Defect::deaf);
}

TEST(TrackingProof, a_full_disk_is_said_and_left_behind) {
  expect_sound(fill_disk, 2);
  expect_found(fill_disk, 2, Defect::deaf);
}

TEST(TrackingProof, an_event_that_comes_again_is_there_once) {
  expect_sound(repeat_events, 2);
  expect_found(repeat_events, 1, Defect::forgetful);
}

TEST(TrackingProof, the_state_does_not_depend_on_the_order_of_arrival) {
  expect_sound(permute_events, 20);
  expect_found(permute_events, 20, Defect::order_of_arrival);
}

TEST(TrackingProof, what_is_no_sound_document_is_refused) {
  expect_sound(mutate_documents, 5'000);
  expect_found(mutate_documents, 1, Defect::trusting);
}

TEST(TrackingProof, what_is_no_json_is_refused_and_what_is_json_is_taken) {
  auto const verdict = read_json_suite({});
  if (!verdict.skipped.empty()) {
    GTEST_SKIP() << verdict.skipped;
  }
  EXPECT_EQ(verdict.wrong, 0) << verdict.first;
  EXPECT_GE(verdict.tried, 318 + 69);
  EXPECT_GE(verdict.acknowledged, 93);
  EXPECT_FALSE(read_json_suite({.defect = Defect::lenient}).ok());
}

TEST(TrackingProof, a_row_that_somebody_changed_is_found) {
  expect_sound(change_rows, 100);
  expect_found(change_rows, 100, Defect::links_only);
}

TEST(TrackingProof, a_backup_under_load_is_the_state_of_its_moment) {
  expect_sound(back_up_under_load, 2);
  expect_found(back_up_under_load, 30, Defect::plain_copy);
}

TEST(TrackingProof, a_file_of_each_version_is_brought_over_in_spite_of_kills) {
  expect_sound(upgrade_files, 4);
  expect_found(upgrade_files, 50, Defect::untransacted);
}

}  // namespace
}  // namespace camel
