"""Where the business meets AWS: the only code that knows boto3 and the environment."""
