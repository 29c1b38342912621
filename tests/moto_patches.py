"""Patches moto and botocore as soon as this module is imported.

DynamoDB compares values of any types, and handles one request at a time, so that each is atomic, as on AWS.  Everything
else only saves time: half of the time of a call would go into what nothing reads, or into what is the same in every
call.
"""

from __future__ import annotations

import copy
import pickle
from functools import cache, partial
from threading import RLock
from types import SimpleNamespace
from typing import Any

import moto.core.models
import moto.core.responses
import moto.dynamodb.models.table
import moto.dynamodb.responses
from botocore.useragent import UserAgentString
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.comparisons import (
    ConditionExpressionParser,
    OpGreaterThan,
    OpGreaterThanOrEqual,
    OpLessThan,
    OpLessThanOrEqual,
)
from moto.dynamodb.models import DynamoDBBackend, Table
from moto.dynamodb.parsing import validators
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.expressions import UpdateExpressionParser
from moto.dynamodb.responses import DynamoHandler

CHOICES = frozenset({"AttributeValue", "HistoryEvent"})
"""The structures of which a value has few of many members, each under the name in AWS's model."""

PLAIN = frozenset({"S", "N", "BOOL", "NULL"})
"""The members of an ``AttributeValue`` that JSON has as they are."""

_serialize = BaseJSONSerializer._serialize_type_structure


def _serialize_present(serializer: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    """Leave out the members that the value does not have; moto would look for each under all names that it may have."""
    if shape.name not in CHOICES or type(value) is not dict:
        _serialize(serializer, serialized, value, shape, key)
        return
    if key and value.keys() <= PLAIN:
        serializer._default_serialize(serialized, value, shape, key)
        return
    wrapper = serializer.MAP_TYPE() if key else serialized
    for name in value:
        if name in shape.members:
            shape.members[name].parent = shape
            serializer._serialize_structure_member(wrapper, value, shape.members[name], name)
    if key:
        serializer._default_serialize(serialized, wrapper, shape, key)


BaseJSONSerializer._serialize_type_structure = _serialize_present  # type: ignore[method-assign]

# moto lists the methods of a service's class in each call.
moto.core.responses.method_names_from_class = cache(moto.core.responses.method_names_from_class)

# Each start of the mock would prepare 1,300 answers to calls that ``requests`` makes, and boto3 calls AWS in all tests.
moto.core.models.RESPONSES_METHODS.clear()

# Nothing reads who made a request, or its random identifier.
UserAgentString.to_string = lambda _agent: "tests"
moto.core.responses.gen_amzn_requestid_long = lambda headers: headers.update({"x-amzn-requestid": "request"})

# moto parses an expression several times in each call.  An update's is copied before it is filled with values, which
# pickle does faster; a condition's is split up without its names and values.
UpdateExpressionParser.make = cache(UpdateExpressionParser.make)  # type: ignore[method-assign]
validators.deepcopy = lambda expression: pickle.loads(pickle.dumps(expression))  # noqa: S301  # our own object
ConditionExpressionParser._lex_one_node = staticmethod(  # type: ignore[method-assign]
    partial(cache(ConditionExpressionParser._lex_one_node), ConditionExpressionParser)
)

# moto checks each part of an expression too, which the whole contains.
for validator in (validators.ActionCountValidator, validators.OverlappingPathsValidator):
    validator.traverse = DepthFirstTraverser.process


def _keep_items(table: Table, _memo: dict[int, Any]) -> Table:
    """Copy what a failed transaction restores: of a table, the references to its items, which an update replaces."""
    copied = copy.copy(table)
    copied.items = table.items.copy()
    if table.has_range_key:
        copied.items.update({key: items.copy() for key, items in table.items.items()})
    return copied


Table.__deepcopy__ = _keep_items  # type: ignore[attr-defined]

_update_item = DynamoDBBackend.update_item


def _replace_item(backend: DynamoDBBackend, table_name: str, key: Any, **expressions: Any) -> Any:
    """Update a copy of the item: moto updates it in place, so that a transaction would have to copy every item."""
    table, item = backend.get_table(table_name), copy.deepcopy(backend.get_item(table_name, key))
    if item and item.range_key:
        table.items[item.hash_key][item.range_key] = item
    elif item:
        table.items[item.hash_key] = item
    return _update_item(backend, table_name, key, **expressions)


DynamoDBBackend.update_item = _replace_item  # type: ignore[method-assign]

# Nothing changes an item now, so that reads need no copies.
for module in (moto.dynamodb.responses, moto.dynamodb.models.table):
    module.copy = SimpleNamespace(copy=copy.copy, deepcopy=lambda items: items)

_one_request = RLock()
_call_action = DynamoHandler.call_action


def _call_alone(handler: DynamoHandler) -> Any:
    with _one_request:
        return _call_action(handler)


DynamoHandler.call_action = _call_alone  # type: ignore[method-assign]

_is_subclass = cache(issubclass)


def _traverse(traverser: Any, root: Any) -> Any:
    """Do as moto does, but look up once which kinds of nodes are processed, and once whether a class is one of them."""
    kinds = traverser.nodes_to_be_processed()

    def visit(node: Any, index: int) -> Any:
        parent = node.parent
        for number, child in enumerate(node.children or ()):
            traverser.pre_processing_of_child(node, number)
            if _is_subclass(type(child), Node):
                visit(child, number)
        if _is_subclass(type(node), kinds):
            node = traverser.process(node)
            node.parent = parent
            if parent:
                parent.children[index] = node
        return node

    return visit(root, -1)


DepthFirstTraverser.traverse = _traverse  # type: ignore[method-assign]


def _false_for_other_types(compare: Any) -> Any:
    """Return moto's comparison, which is false for values of two types, as DynamoDB's is.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
    """

    def evaluate(operation: Any, item: Any) -> Any:
        try:
            return compare(operation, item)
        except TypeError:
            return False

    return evaluate


for operation in (OpLessThan, OpGreaterThan, OpLessThanOrEqual, OpGreaterThanOrEqual):
    operation.expr = _false_for_other_types(operation.expr)  # type: ignore[attr-defined]
