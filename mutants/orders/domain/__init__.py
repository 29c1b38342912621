"""The facts of an order: values and their rules, without I/O."""


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
