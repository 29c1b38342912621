"""The business of an order: its rules, told without any AWS, web framework, environment or clock."""
