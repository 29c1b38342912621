"""Start the workflow of every new order."""
