"""Create the Pulumi program's resources in the emulator: one module for each AWS service.

``CREATORS`` lists the supported types; ``NOT_EMULATED`` and ``NOT_EMULATED_ARGUMENTS`` list what is skipped, and why.
A type or an argument in none of them stops the deployment, so nothing is skipped by accident.
"""

from __future__ import annotations

from local.resources import (
    apigateway,
    cloudwatch,
    dynamodb,
    ec2,
    ecr,
    ecs,
    elb,
    events,
    functions,
    iam,
    kms,
    logs,
    security_groups,
    sns,
    sqs,
    stepfunctions,
)
from local.resources.created import Creator

CREATORS: dict[str, Creator] = {
    "aws:apigatewayv2/api:Api": apigateway.create_api,
    "aws:apigatewayv2/authorizer:Authorizer": apigateway.create_authorizer,
    "aws:apigatewayv2/integration:Integration": apigateway.create_integration,
    "aws:apigatewayv2/route:Route": apigateway.create_route,
    "aws:apigatewayv2/stage:Stage": apigateway.create_stage,
    "aws:cloudwatch/dashboard:Dashboard": cloudwatch.create_dashboard,
    "aws:cloudwatch/eventRule:EventRule": events.create_rule,
    "aws:cloudwatch/eventTarget:EventTarget": events.create_target,
    "aws:cloudwatch/logGroup:LogGroup": logs.create_log_group,
    "aws:cloudwatch/metricAlarm:MetricAlarm": cloudwatch.create_alarm,
    "aws:dynamodb/table:Table": dynamodb.create_table,
    "aws:dynamodb/tableItem:TableItem": dynamodb.create_table_item,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": ecr.create_lifecycle_policy,
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": security_groups.adopt_default_group,
    "aws:ec2/eip:Eip": ec2.create_eip,
    "aws:ec2/flowLog:FlowLog": ec2.create_flow_log,
    "aws:ec2/internetGateway:InternetGateway": ec2.create_internet_gateway,
    "aws:ec2/natGateway:NatGateway": ec2.create_nat_gateway,
    "aws:ec2/route:Route": ec2.create_route,
    "aws:ec2/routeTable:RouteTable": ec2.create_route_table,
    "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2.create_route_table_association,
    "aws:ec2/securityGroup:SecurityGroup": security_groups.create_security_group,
    "aws:ec2/subnet:Subnet": ec2.create_subnet,
    "aws:ec2/vpc:Vpc": ec2.create_vpc,
    "aws:ec2/vpcEndpoint:VpcEndpoint": ec2.create_vpc_endpoint,
    "aws:ecr/repository:Repository": ecr.create_repository,
    "aws:ecs/cluster:Cluster": ecs.create_cluster,
    "aws:ecs/service:Service": ecs.create_service,
    "aws:ecs/taskDefinition:TaskDefinition": ecs.create_task_definition,
    "aws:iam/policy:Policy": iam.create_policy,
    "aws:iam/role:Role": iam.create_role,
    "aws:iam/rolePolicy:RolePolicy": iam.create_role_policy,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": iam.attach_policy,
    "aws:kms/alias:Alias": kms.create_alias,
    "aws:kms/key:Key": kms.create_key,
    "aws:kms/keyPolicy:KeyPolicy": kms.create_key_policy,
    "aws:lambda/alias:Alias": functions.create_alias,
    "aws:lambda/eventSourceMapping:EventSourceMapping": functions.create_event_source_mapping,
    "aws:lambda/function:Function": functions.create_function,
    "aws:lambda/permission:Permission": functions.create_permission,
    "aws:sfn/alias:Alias": stepfunctions.create_alias,
    "aws:lb/listener:Listener": elb.create_listener,
    "aws:lb/loadBalancer:LoadBalancer": elb.create_load_balancer,
    "aws:lb/targetGroup:TargetGroup": elb.create_target_group,
    "aws:sfn/stateMachine:StateMachine": stepfunctions.create_state_machine,
    "aws:sns/topic:Topic": sns.create_topic,
    "aws:sns/topicPolicy:TopicPolicy": sns.create_topic_policy,
    "aws:sns/topicSubscription:TopicSubscription": sns.create_subscription,
    "aws:sqs/queue:Queue": sqs.create_queue,
    "aws:sqs/queuePolicy:QueuePolicy": sqs.create_queue_policy,
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": sqs.create_redrive_allow_policy,
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": security_groups.create_egress_rule,
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": security_groups.create_ingress_rule,
}

NOT_EMULATED: dict[str, str] = {
    "docker-build:index:Image": "no image is built: the API runs from its sources",
    "aws:lambda/layerVersion:LayerVersion": "functions run with the libraries of .venv",
    "random:index/randomId:RandomId": "it distinguishes builds of the image, and no image is built",
    "aws:cloudwatch/queryDefinition:QueryDefinition": "the emulator stores logs, but no saved queries",
    "aws:apigatewayv2/vpcLink:VpcLink": "the emulator has no VPC links; its API Gateway calls the API directly",
    "aws:appautoscaling/policy:Policy": "no container is started, and the emulator cannot scale",
    "aws:appautoscaling/target:Target": "no container is started, and the emulator cannot scale",
    "aws:scheduler/schedule:Schedule": "no container is started: run `reconcile` from the sources",
    "aws:wafv2/ipSet:IpSet": "the emulator has no firewall",
    "aws:wafv2/webAcl:WebAcl": "the emulator has no firewall",
    "aws:wafv2/webAclAssociation:WebAclAssociation": "the emulator has no firewall",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "the emulator has no firewall",
}
"""Types that are not created in the emulator, with the reason."""

NOT_EMULATED_ARGUMENTS: dict[str, tuple[frozenset[str], str]] = {
    "aws:apigatewayv2/integration:Integration": (
        frozenset({"connectionId", "connectionType", "integrationUri", "tlsConfig"}),
        "the emulator calls the API directly, over plain HTTP",
    ),
    "aws:cloudwatch/logGroup:LogGroup": (frozenset({"kmsKeyId"}), "nothing is written to disk"),
    "aws:dynamodb/table:Table": (
        frozenset({"deletionProtectionEnabled", "pointInTimeRecovery", "serverSideEncryption"}),
        "the tables are in memory, and last as long as the system",
    ),
    "aws:ecr/repository:Repository": (
        frozenset({"encryptionConfigurations", "forceDelete", "imageScanningConfiguration", "imageTagMutability"}),
        "no image is pushed",
    ),
    "aws:ecs/service:Service": (
        frozenset({"desiredCount", "waitForSteadyState"}),
        "no container is started",
    ),
    "aws:ecs/taskDefinition:TaskDefinition": (
        frozenset({"runtimePlatform"}),
        "no container is started: the API runs under gunicorn, with the container's environment and the task's role",
    ),
    "aws:iam/role:Role": (frozenset({"description", "maxSessionDuration"}), "nothing is deployed from GitHub here"),
    "aws:kms/key:Key": (frozenset({"deletionWindowInDays"}), "the key is deleted when the emulator stops"),
    "aws:lambda/eventSourceMapping:EventSourceMapping": (
        frozenset({"bisectBatchOnFunctionError", "destinationConfig", "maximumRetryAttempts", "parallelizationFactor"}),
        "the emulator processes a stream batch by batch, and retries a failing one forever",
    ),
    "aws:lambda/function:Function": (
        frozenset({"architectures", "kmsKeyArn", "layers", "loggingConfig", "runtime", "tracingConfig"}),
        "functions run under this Python, with AWS's runtime client and the libraries of .venv, without tracing",
    ),
    "aws:sfn/stateMachine:StateMachine": (
        frozenset({"loggingConfiguration", "tracingConfiguration"}),
        "the emulator writes no execution log and collects no traces",
    ),
    "aws:sns/topic:Topic": (
        frozenset({"kmsMasterKeyId", "signatureVersion"}),
        "nothing is written to disk, and the signatures are not valid: local/webhook.py signs",
    ),
    "aws:sns/topicSubscription:TopicSubscription": (
        frozenset({"confirmationTimeoutInMinutes", "endpointAutoConfirms"}),
        "the emulator does not wait for the confirmation",
    ),
    "aws:sqs/queue:Queue": (
        frozenset({"kmsDataKeyReusePeriodSeconds", "kmsMasterKeyId", "sqsManagedSseEnabled"}),
        "nothing is written to disk",
    ),
}
"""Arguments of created types that are not passed to the emulator, with the reason."""

NOT_EMULATED_EVERYWHERE = frozenset({"tags"})
"""Arguments that are passed to the emulator for no type: nothing here is billed or found by its tags."""

CALL_RESULTS: dict[str, dict[str, str]] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": {"userName": "AWS", "password": "nothing is pushed"},
}
"""Results of the program's calls to AWS: the registry login, for an image that is not pushed here."""
