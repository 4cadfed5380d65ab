// SPDX-License-Identifier: Apache-2.0
// A server without sockets in a data folder of its own, asked as over HTTP.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "application.h"
#include "camel/http/service.h"

namespace camel::server {

struct Asking {
  std::string method = "GET", path, body = {};
  http::Fields fields = {};
  std::string query = {};  // "from=A&to=B", nothing to be decoded
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() { restart(); }
  ~ServerTest() override {
    stop();
    std::filesystem::remove_all(folder_);
  }

  // As when the program ends and begins again.
  void restart(http::Role without_keys = http::Role::admin) {
    stop();
    application_ = std::make_unique<Application>(
        ApplicationSettings{.data = folder_,
                            .corridor = "tiny",
                            .threads = 2,
                            .keep_jobs = keep_jobs_,
                            .without_keys = without_keys,
                            .deliveries = deliveries_});
    http::ServerSettings settings;
    settings.recognise = [this](http::Request const& request) {
      return application_->keys().recognise(request);
    };
    settings.identify = [this](http::Request const& request) {
      return application_->keys().identify(request);
    };
    service_ = std::make_unique<http::Service>(settings);
    application_->add_to(service_->router());
  }

  void stop() {
    if (application_) {
      application_->jobs().stop(std::chrono::seconds{60});
      service_.reset();
      application_.reset();
    }
  }

  http::Response ask(Asking asking) {
    http::Request request{.method = asking.method,
                          .path = asking.path,
                          .query = {},
                          .fields = asking.fields,
                          .body = asking.body,
                          .address = "127.0.0.1"};
    request.fields["host"] = "localhost";
    for (std::size_t at = 0; at < asking.query.size();) {
      auto const end =
          std::min(asking.query.find('&', at), asking.query.size());
      auto const pair = asking.query.substr(at, end - at);
      auto const equals = pair.find('=');
      request.query.emplace(pair.substr(0, equals), pair.substr(equals + 1));
      at = end + 1;
    }
    try {
      auto const visit = service_->admit(request);
      auto response = service_->answer(request, visit);
      if (!response.later) {
        return response;
      }
      std::promise<http::Rest> promise;
      response.later([&](http::Rest rest) { promise.set_value(rest); });
      return service_->answer(request, promise.get_future().get());
    } catch (http::Problem const& problem) {
      return service_->refuse(request, problem);
    }
  }
  http::Response get(std::string path, std::string query = {}) {
    return ask({.path = std::move(path), .query = std::move(query)});
  }
  http::Response post(std::string path, Json const& body,
                      http::Fields fields = {}) {
    return ask({.method = "POST",
                .path = std::move(path),
                .body = to_text(body),
                .fields = std::move(fields)});
  }

  static Json json(http::Response const& response) {
    return response.body ? Json::parse(*response.body) : Json{};
  }
  // The last part of a problem's type.
  static std::string problem(http::Response const& response) {
    auto const type = json(response).value("type", std::string{});
    return type.substr(type.rfind('/') + 1);
  }

  // Waits until the job has ended, and gives it.
  Json ended(std::string const& job) {
    for (int tries = 0; tries < 3000; ++tries) {
      auto const now = json(get("/v1/jobs/" + job));
      if (auto const state = now.value("state", std::string{});
          state != "queued" && state != "running") {
        return now;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    ADD_FAILURE() << "job " << job << " does not end";
    return {};
  }

  // Done in no time.
  static Json quick_job(std::string const& kind = "simulation") {
    return {{"kind", kind}, {"corridor", "tiny"}, {"replications", 3},
            {"days", 20},   {"warm_up_days", 0},  {"seed", 5}};
  }

  std::size_t keep_jobs_ = 500;
  DeliverySettings deliveries_;
  std::filesystem::path const folder_ = [] {
    std::string name = testing::TempDir() + "server-XXXXXX";
    return std::filesystem::path{mkdtemp(name.data())};
  }();
  std::unique_ptr<Application> application_;
  std::unique_ptr<http::Service> service_;
};

}  // namespace camel::server
