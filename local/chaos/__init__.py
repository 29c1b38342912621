"""`make chaos`: everything breaks while orders come in, and the books balance all the same."""
