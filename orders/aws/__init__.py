"""The adapters on boto3, with every format of AWS that the system reads or writes."""
