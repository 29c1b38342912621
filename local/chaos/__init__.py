"""`make chaos`: inject faults while orders come in, and check that every record still agrees."""
