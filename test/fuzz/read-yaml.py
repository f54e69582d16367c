"""Reads front matter with PyYAML, with its own parser and with libyaml where that is there.

Standard input: a JSON list of [index, yaml, expected], expected being strings and lists of strings by key. Standard
output: a JSON list of [index, what is wrong]. A date has to be the expected one; all else has to be the same strings.
"""
import datetime
import json
import sys

import yaml


def differs(key, value, expected):
    if key != 'date':
        return value != expected
    if isinstance(value, datetime.datetime):
        meant = datetime.datetime.fromisoformat(expected.replace('Z', '+00:00'))
        zone = datetime.timezone.utc
        parts = [one if one.tzinfo else one.replace(tzinfo=zone) for one in (value, meant)]
        return parts[0] != parts[1]
    if isinstance(value, datetime.date):
        return value.isoformat() != expected
    return value != expected


def read(text, loader):
    try:
        return yaml.load(text, Loader=loader), None
    except Exception as error:
        return None, repr(error)


problems = []
loaders = [yaml.SafeLoader] + ([yaml.CSafeLoader] if hasattr(yaml, 'CSafeLoader') else [])
for index, text, expected in json.load(sys.stdin):
    for loader in loaders:
        found, error = read(text, loader)
        if error is None and list(found or {}) != list(expected):
            error = 'keys are %r' % (list(found or {}),)
        if error is None:
            error = next(('%s: expected %r, found %r' % (key, expected[key], value) for key, value in (found or {}).items() if differs(key, value, expected[key])), None)
        if error is not None:
            problems.append([index, '%s: %s' % (loader.__name__, error)])
            break
json.dump(problems, sys.stdout)
