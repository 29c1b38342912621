"""How each type of resource of the Pulumi program is created on the emulator: one module for each AWS service.

``CREATORS`` holds what the emulator is given, ``LEFT_OUT`` and ``LEFT_OUT_ARGUMENTS`` what it is not, with the reason.
A type or an argument that stands nowhere stops the deployment: nothing is left out in silence.
"""

from __future__ import annotations

from local.resources import cloudwatch, dynamodb, ecr, ecs, events, functions, iam, logs, sns, sqs, stepfunctions
from local.resources.created import Creator

CREATORS: dict[str, Creator] = {
    "aws:cloudwatch/dashboard:Dashboard": cloudwatch.create_dashboard,
    "aws:cloudwatch/eventRule:EventRule": events.create_rule,
    "aws:cloudwatch/eventTarget:EventTarget": events.create_target,
    "aws:cloudwatch/logGroup:LogGroup": logs.create_log_group,
    "aws:cloudwatch/metricAlarm:MetricAlarm": cloudwatch.create_alarm,
    "aws:dynamodb/table:Table": dynamodb.create_table,
    "aws:dynamodb/tableItem:TableItem": dynamodb.create_table_item,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": ecr.create_lifecycle_policy,
    "aws:ecr/repository:Repository": ecr.create_repository,
    "aws:ecs/cluster:Cluster": ecs.create_cluster,
    "aws:ecs/taskDefinition:TaskDefinition": ecs.create_task_definition,
    "aws:iam/role:Role": iam.create_role,
    "aws:iam/rolePolicy:RolePolicy": iam.create_role_policy,
    "aws:lambda/alias:Alias": functions.create_alias,
    "aws:lambda/eventSourceMapping:EventSourceMapping": functions.create_event_source_mapping,
    "aws:lambda/function:Function": functions.create_function,
    "aws:lambda/permission:Permission": functions.create_permission,
    "aws:sfn/alias:Alias": stepfunctions.create_alias,
    "aws:sfn/stateMachine:StateMachine": stepfunctions.create_state_machine,
    "aws:sns/topic:Topic": sns.create_topic,
    "aws:sns/topicPolicy:TopicPolicy": sns.create_topic_policy,
    "aws:sns/topicSubscription:TopicSubscription": sns.create_subscription,
    "aws:sqs/queue:Queue": sqs.create_queue,
    "aws:sqs/queuePolicy:QueuePolicy": sqs.create_queue_policy,
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": sqs.create_redrive_allow_policy,
}

LEFT_OUT: dict[str, str] = {
    "docker-build:index:Image": "no image is built: the API runs from its sources",
    "random:index/randomId:RandomId": "it tells one build of the image from another",
    "aws:cloudwatch/queryDefinition:QueryDefinition": "the emulator keeps logs, and no queries about them",
}
"""Types that the emulator is not given at all."""

LEFT_OUT_ARGUMENTS: dict[str, tuple[frozenset[str], str]] = {
    "aws:dynamodb/table:Table": (
        frozenset({"deletionProtectionEnabled", "pointInTimeRecovery", "serverSideEncryption"}),
        "the tables live in memory, as long as the system",
    ),
    "aws:ecr/repository:Repository": (
        frozenset({"forceDelete", "imageScanningConfiguration", "imageTagMutability"}),
        "no image is pushed",
    ),
    "aws:ecs/taskDefinition:TaskDefinition": (
        frozenset({"runtimePlatform"}),
        "no container is started: the API runs under gunicorn, with the container's environment and the task's role",
    ),
    "aws:lambda/eventSourceMapping:EventSourceMapping": (
        frozenset({"bisectBatchOnFunctionError", "destinationConfig", "maximumRetryAttempts"}),
        "the emulator repeats a failing batch of a stream for ever",
    ),
    "aws:lambda/function:Function": (
        frozenset({"architectures", "layers", "loggingConfig", "runtime", "tracingConfig"}),
        "functions run under this Python, with AWS's runtime client and the libraries of .venv; nobody collects traces",
    ),
    "aws:sfn/stateMachine:StateMachine": (
        frozenset({"loggingConfiguration", "tracingConfiguration"}),
        "the emulator writes no such log; nobody collects traces",
    ),
    "aws:sns/topic:Topic": (frozenset({"kmsMasterKeyId"}), "nothing is written to a disk"),
    "aws:sqs/queue:Queue": (frozenset({"sqsManagedSseEnabled"}), "nothing is written to a disk"),
}
"""Arguments that the emulator is not given, of types that it is."""

ANSWERS: dict[str, dict[str, str]] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": {"userName": "AWS", "password": "nothing is pushed"},
}
"""What the program may ask AWS beside its resources, with the answers: here, the login for a push that is left out."""
