// SPDX-License-Identifier: Apache-2.0
// What is asked once of a corridor and then at hand: its network, its
// scenarios, and the results that were read.
import { api, type Job, type Network, type ScenarioList } from "./client";

export class CorridorData {
  readonly name: string;
  readonly title: string;
  private its_network: Promise<Network> | null = null;
  private its_scenarios: Promise<ScenarioList> | null = null;
  private readonly results = new Map<string, Promise<unknown>>();

  constructor(name: string, title: string) {
    this.name = name;
    this.title = title;
  }

  network(): Promise<Network> {
    this.its_network ??= api.network(this.name).catch((error) => {
      this.its_network = null;
      throw error;
    });
    return this.its_network;
  }

  scenarios(): Promise<ScenarioList> {
    this.its_scenarios ??= api.scenarios(this.name).catch((error) => {
      this.its_scenarios = null;
      throw error;
    });
    return this.its_scenarios;
  }

  // After one was made, changed or deleted.
  forget_scenarios() {
    this.its_scenarios = null;
  }

  // Results of finished jobs do not change.
  result<T>(job: Job): Promise<T> {
    if (job.state !== "done") return api.result<T>(job.job);
    const known = this.results.get(job.job);
    if (known) return known as Promise<T>;
    const asked = api.result<T>(job.job);
    this.results.set(job.job, asked);
    asked.catch(() => this.results.delete(job.job));
    return asked;
  }
}
