"""Clean up after executions that could not do so themselves."""
