"""What an AWS account needs once, before its first stack: a small Pulumi program, deployed by an administrator.

It has what stacks share.  Each takes it by setting, so that destroying one takes nothing from another.
"""
