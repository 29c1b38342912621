"""The adapters on boto3: the only code that calls AWS and knows its formats."""
