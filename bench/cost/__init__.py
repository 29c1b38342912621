"""The cost of the system on AWS: operations counted in a run on the emulator, times the list prices in a YAML file."""
