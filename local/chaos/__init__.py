"""`make chaos`: everything breaks while orders come in, and the reader balance all the same."""
