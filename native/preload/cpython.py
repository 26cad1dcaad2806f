#!/usr/bin/python3
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs one of CPython's own test modules and writes what became of each test:
#   cpython.py MODULE RESULTS [--only FILE] [--without FILE] [--matching PART,...] [--limit SECONDS]
# RESULTS gets a line "start TEST" and then "OUTCOME TEST" for each; a test that ended the process
# has the first only. --only and --without: the tests that FILE names, one a line; --matching: those
# whose name has one of the parts. Tests write files where this runs.
import argparse
import faulthandler
import importlib
import sys
import unittest

from test import support

parser = argparse.ArgumentParser()
parser.add_argument("module")
parser.add_argument("results")
parser.add_argument("--only")
parser.add_argument("--without")
parser.add_argument("--matching")
parser.add_argument("--limit", type=float, default=40, help="seconds for one test")
options = parser.parse_args()

# test_socketserver needs "network" for servers on this machine
support.use_resources = ["cpu", "network"]
results = open(options.results, "a", buffering=1)


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.outcome = "ok"
        results.write(f"start {test.id()}\n")
        faulthandler.dump_traceback_later(options.limit, exit=True)

    def stopTest(self, test):
        super().stopTest(test)
        faulthandler.cancel_dump_traceback_later()
        results.write(f"{self.outcome} {test.id()}\n")

    def tell(self, test, outcome, error):
        self.outcome = outcome
        if not hasattr(test, "_testMethodName"):  # a fixture of a class or module
            results.write(f"start {test.id()}\n{outcome} {test.id()}\n")
        if error:
            print(f"{test.id()}: {outcome}\n{self._exc_info_to_string(error, test)}", file=sys.stderr)

    def addSkip(self, test, reason):
        if not hasattr(test, "_testMethodName"):
            results.write(f"start {test.id()}\nskipped {test.id()}\n")
        self.outcome = "skipped"

    def addFailure(self, test, error):
        self.tell(test, "failed", error)

    def addError(self, test, error):
        self.tell(test, "error", error)

    def addSubTest(self, test, subtest, error):
        if error:
            self.tell(test, "failed", error)

    def addExpectedFailure(self, test, error):
        self.outcome = "expected-failure"

    def addUnexpectedSuccess(self, test):
        self.outcome = "unexpected-success"


def tests(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests(item)
        else:
            yield item


try:
    module = importlib.import_module("test." + options.module)
    found = list(tests(unittest.defaultTestLoader.loadTestsFromModule(module)))
except unittest.SkipTest:
    found = []


def named(file):
    with open(file) as names:
        return set(names.read().split("\n"))


if options.only:
    wanted = named(options.only)
    found = [test for test in found if test.id() in wanted]
if options.without:
    unwanted = named(options.without)
    found = [test for test in found if test.id() not in unwanted]
if options.matching:
    found = [test for test in found if any(part in test.id() for part in options.matching.split(","))]
unittest.TestSuite(found).run(Result())
