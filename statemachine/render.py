"""Print the state machine's definition as JSON, without YAML's anchors and merge keys: ``make definition-json``."""

import json
import sys

import yaml

from statemachine.generate import DEFINITION

if __name__ == "__main__":
    json.dump(yaml.safe_load(DEFINITION.read_text(encoding="utf-8")), sys.stdout, indent=2)
    sys.stdout.write("\n")
