#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The workloads W1p and W2 of kernel_bench.cc in SimPy: prints the user
seconds and the mean stay.

    kernel_simpy.py W1p|W2 CUSTOMERS
"""

import random
import resource
import sys

import simpy


def user_seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


class World:
    def __init__(self, env, stations, servers):
        self.env = env
        self.stations = [simpy.Resource(env, servers)
                         for _ in range(stations)]
        self.gaps = random.Random(1)
        self.services = random.Random(2)
        self.stays = 0.0


def customer(world):
    came = world.env.now
    for station in world.stations:
        with station.request() as request:
            yield request
            yield world.env.timeout(world.services.expovariate(1))
    world.stays += world.env.now - came


def source(world, rate, customers):
    for _ in range(customers):
        yield world.env.timeout(world.gaps.expovariate(rate))
        world.env.process(customer(world))


def main():
    workload, customers = sys.argv[1], int(sys.argv[2])
    stations, servers, rate = {"W1p": (1, 1, 0.9), "W2": (20, 4, 3.2)}[workload]
    env = simpy.Environment()
    world = World(env, stations, servers)
    begin = user_seconds()
    env.process(source(world, rate, customers))
    env.run()
    print(user_seconds() - begin, world.stays / customers)


if __name__ == "__main__":
    main()
