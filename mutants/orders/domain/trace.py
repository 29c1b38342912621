"""The AWS X-Ray trace that joins a request, its order and its workflow: the order's correlation id across services."""

from __future__ import annotations

import re

_ROOT = re.compile(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}")
_PARENT = re.compile(r"Parent=[0-9a-f]{16}")
_SAMPLED = re.compile(r"Sampled=[01]")


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_parse_trace_header__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_parse_trace_header__mutmut)
def parse_trace_header(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_orig(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_1(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = None
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_2(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if (isinstance(header, str)) and False else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_3(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if (isinstance(header, str)) or True else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_4(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(None)] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_5(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split("XX;XX")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_6(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = None
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_7(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(None, None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_8(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_9(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), ) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_10(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(None, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_11(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, None), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_12(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_13(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, ), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_14(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if (kept[0]) and False else None


def x_parse_trace_header__mutmut_15(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if (kept[0]) or True else None


def x_parse_trace_header__mutmut_16(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(None) if kept[0] else None


def x_parse_trace_header__mutmut_17(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return "XX;XX".join(filter(None, kept)) if kept[0] else None


def x_parse_trace_header__mutmut_18(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, None)) if kept[0] else None


def x_parse_trace_header__mutmut_19(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(kept)) if kept[0] else None


def x_parse_trace_header__mutmut_20(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, )) if kept[0] else None


def x_parse_trace_header__mutmut_21(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[1] else None

mutants_x_parse_trace_header__mutmut['_mutmut_orig'] = x_parse_trace_header__mutmut_orig # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_1'] = x_parse_trace_header__mutmut_1 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_2'] = x_parse_trace_header__mutmut_2 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_3'] = x_parse_trace_header__mutmut_3 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_4'] = x_parse_trace_header__mutmut_4 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_5'] = x_parse_trace_header__mutmut_5 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_6'] = x_parse_trace_header__mutmut_6 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_7'] = x_parse_trace_header__mutmut_7 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_8'] = x_parse_trace_header__mutmut_8 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_9'] = x_parse_trace_header__mutmut_9 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_10'] = x_parse_trace_header__mutmut_10 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_11'] = x_parse_trace_header__mutmut_11 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_12'] = x_parse_trace_header__mutmut_12 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_13'] = x_parse_trace_header__mutmut_13 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_14'] = x_parse_trace_header__mutmut_14 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_15'] = x_parse_trace_header__mutmut_15 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_16'] = x_parse_trace_header__mutmut_16 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_17'] = x_parse_trace_header__mutmut_17 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_18'] = x_parse_trace_header__mutmut_18 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_19'] = x_parse_trace_header__mutmut_19 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_20'] = x_parse_trace_header__mutmut_20 # type: ignore # mutmut generated
mutants_x_parse_trace_header__mutmut['x_parse_trace_header__mutmut_21'] = x_parse_trace_header__mutmut_21 # type: ignore # mutmut generated
