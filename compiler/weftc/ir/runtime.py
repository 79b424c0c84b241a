"""The runtime's calls, a row each: `symbol: signature effects`. Prototypes and meanings stand in runtime-c/abi.h.

Signature letters, one an argument: i = i32, w = i64/int word, d = f64, r = ref, v = nothing; after `>` the result.
Effects: x raises, b blocks (may suspend; the outcome is read by `result`, `outcome`, `arm`), a allocates,
m reads memory that programs change, M writes it. No letter: pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc.ir.ir import Rep
from weftc.ir.ops import Effect

_TABLE = """
weft_alloc_slow i>r xa
weft_list_reserve ri>i xaM
weft_raise_ref r>v x
weft_reraise r>v x
weft_task_join rd>v bxM
weft_task_outcome rd>v bxM
weft_task_abort r>v M
weft_task_done r>i m
weft_task_id r>w -
weft_task_name r>r a
weft_task_current i>r a
weft_task_number >w -
weft_cpus >i -
weft_core_random >w M
weft_sleep d>v bx
weft_yield >v bx
weft_channel_new wii>r xa
weft_channel_send rwid>v bxm
weft_channel_recv rd>v bx
weft_channel_next r>v bx
weft_channel_try_send rwi>v xm
weft_channel_try_recv r>v x
weft_channel_close r>v M
weft_channel_len r>w m
weft_channel_capacity r>w -
weft_channel_number r>w -
weft_channel_closed r>i m
weft_select_begin >v M
weft_select_recv r>v M
weft_select_send rwi>v M
weft_select_arms ri>v M
weft_select_wait di>v bxM
weft_gate_new wirri>r xa
weft_gate_acquire rwd>v bxM
weft_gate_reacquire rw>v bxM
weft_gate_try_acquire rw>i xM
weft_gate_release rw>v xM
weft_gate_free r>w M
weft_gate_mine r>w M
weft_gate_number r>w -
weft_gate_load r>w M
weft_gate_store rww>v M
weft_gate_add rww>w xM
weft_gate_compare_exchange rww>w M
weft_gate_park_if rwd>v bxM
weft_gate_unpark rw>w M
weft_gate_release_and_park rwrd>v bxM
weft_same_object rr>i -
weft_object_number r>w -
weft_str_concat rr>r xa
weft_str_repeat rw>r xa
weft_str_eq rr>i -
weft_str_cmp rr>i -
weft_str_index rw>r xa
weft_str_slice rwwwi>r xa
weft_str_contains rr>i -
weft_str_find rrwwi>w -
weft_str_count rr>w -
weft_str_replace rrrw>r xa
weft_str_split rrwii>r xa
weft_str_splitlines rii>r xa
weft_str_join rr>r xam
weft_str_strip rri>r xa
weft_str_case ri>r xa
weft_str_is ri>i -
weft_str_affix rri>i -
weft_str_pad rwri>r xa
weft_str_remove_affix rri>r xa
weft_str_repr r>r xa
weft_str_hash r>i -
weft_ord r>w x
weft_chr w>r xa
weft_int_to_str w>r xa
weft_float_to_str d>r xa
weft_str_to_int rw>w x
weft_str_to_float r>d x
weft_float_to_int d>w x
weft_int_true_div ww>d -
weft_int_pow wwi>w x
weft_float_pow dd>d x
weft_float_mod dd>d -
weft_float_floordiv dd>d -
weft_float_round d>w x
weft_float_round_digits dw>d x
weft_int_float_cmp wd>i -
weft_build_begin >v M
weft_build_str r>v M
weft_build_int w>v M
weft_build_float d>v M
weft_build_bool i>v M
weft_build_none >v M
weft_build_format_int wr>v xM
weft_build_format_float dr>v xM
weft_build_format_str rr>v xM
weft_build_format_bool ir>v xM
weft_build_end >r xaM
weft_build_print ii>v xM
weft_list_new iw>r xa
weft_list_grow r>i xaM
weft_list_slice rwwwii>r xam
weft_list_slice_set rwwwir>v xaM
weft_list_slice_del rwwwi>v xM
weft_list_concat rri>r xam
weft_list_extend rr>v xaM
weft_list_repeat rwi>r xam
weft_list_repeat_in_place rw>v xaM
weft_list_insert_gap rw>v xaM
weft_list_remove_at rw>v M
weft_list_clear r>v M
weft_list_reverse r>v M
weft_list_sort ri>v xaM
weft_list_eq_scalar rri>i m
weft_list_find_scalar rwiw>w m
weft_range_to_list wwwi>r xa
weft_dict_new iw>r xa
weft_dict_find rwi>i m
weft_dict_put rwi>i xaM
weft_dict_delete rwi>i M
weft_dict_next rw>w m
weft_dict_key_at rw>i m
weft_dict_value_at rw>i m
weft_dict_last r>w m
weft_dict_probe rww>w m
weft_dict_position rw>w m
weft_dict_append rwwi>w xaM
weft_dict_erase rw>v M
weft_dict_clear r>v M
weft_dict_copy ri>r xam
weft_dict_version r>i m
weft_dict_values_raw_eq rr>i m
weft_set_new i>r xa
weft_set_contains rwi>i m
weft_set_add rwi>i xaM
weft_set_discard rwi>i M
weft_set_next rw>w m
weft_set_key_at rw>i m
weft_set_finger r>w M
weft_set_erase rw>v M
weft_set_probe rww>w m
weft_set_position rw>w m
weft_set_append rwwi>w xaM
weft_set_clear r>v M
weft_set_copy ri>r xam
weft_set_version r>i m
weft_set_reserve rw>v xaM
weft_set_shrink r>v xaM
weft_set_swap rr>v M
weft_set_merge rr>i xaM
weft_set_place rrw>i M
weft_hash r>w m
weft_hash_items r>w m
weft_input r>r xaM
weft_argv i>r xa
weft_file_unsettled >i M
weft_file_open rrrii>r xaM
weft_file_about r>r xa
weft_file_std ii>r xa
weft_file_read rw>r xaM
weft_file_readline rw>r xaM
weft_file_write rr>w xM
weft_file_flush r>v xM
weft_file_close r>v xM
weft_file_closed r>i m
weft_time >d M
weft_monotonic >d M
weft_perf_counter >d M
weft_time_ns >w M
weft_perf_counter_ns >w M
weft_process_time >d M
weft_math1 id>d x
weft_math2 idd>d x
weft_math_int id>w x
weft_math_gcd ww>w -
weft_math_isqrt w>w x
weft_math_comb ww>w x
weft_math_perm ww>w x
weft_math_factorial w>w x
weft_math_test id>i -
"""

_REPS = {"i": Rep.I32, "w": Rep.INT, "d": Rep.F64, "r": Rep.REF, "v": Rep.VOID}
_EFFECTS = {
    "x": Effect.RAISES,
    "b": Effect.SUSPENDS,
    "a": Effect.ALLOCATES,
    "m": Effect.READS,
    "M": Effect.READS | Effect.WRITES,
    "-": Effect.NONE,
}


@dataclass(frozen=True, slots=True)
class RuntimeCall:
    """Argument and result representations, and effects. An I64 may be passed where INT stands."""

    args: tuple[Rep, ...]
    result: Rep
    effect: Effect


def _parse(table: str) -> dict[str, RuntimeCall]:
    rows = {}
    for line in table.split("\n"):
        if not line:
            continue
        symbol, signature, effects = line.split()
        args, result = signature.split(">")
        effect = Effect.NONE
        for letter in effects:
            effect |= _EFFECTS[letter]
        rows[symbol] = RuntimeCall(tuple(_REPS[a] for a in args), _REPS[result], effect)
    return rows


#: functions of one float, in the order of enum Math1 in runtime-c/maths.h; weft_math1 chooses by number
MATH1 = (
    "acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 fabs log log10 log1p log2 sin sinh sqrt tan tanh "
    "gamma lgamma degrees radians ulp"
).split()
#: functions of two floats, in the order of enum Math2 (`log` and `dist` have other names)
MATH2 = "atan2 hypot pow fmod copysign log_base - remainder ldexp nextafter".split()

RUNTIME: dict[str, RuntimeCall] = _parse(_TABLE)
for _name in MATH1:
    RUNTIME[f"weft_math_{_name}"] = RuntimeCall((Rep.F64,), Rep.F64, Effect.RAISES)
for _name in MATH2:
    RUNTIME[f"weft_math_{_name}"] = RuntimeCall((Rep.F64, Rep.F64), Rep.F64, Effect.RAISES)
