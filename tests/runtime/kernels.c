/* The driver of test_kernels.py: reads one call a line, runs it, and writes its result or the error raised.
 *
 * Values: i<decimal>, f<16 hex digits of the bits>, s<width><hex of the bytes>, n (reference 0), and lists L<elem>,...
 * where elem is I, F, S or B (bool) and the elements are values. An error is E<class> <text as a value>.
 */
#include "../../runtime-c/test/native.h"
#include "../../runtime-c/decimal.h"
#include "../../runtime-c/io.h"
#include "../../runtime-c/list.h"
#include "../../runtime-c/maths.h"
#include "../../runtime-c/set.h"
#include "../../runtime-c/str.h"
#include <inttypes.h>
#include <unistd.h>

extern int system_native_argc;
extern char **system_native_argv;

const Program weft_program;
const uint32_t weft_workers = 1;
void weft_call_thunk(uint32_t thunk) { /* there is no compiled code */
  (void)thunk;
}

static Type list_int = {.kind = T_LIST, .size = sizeof(List), .elem = SLOT_INT},
            list_float = {.kind = T_LIST, .size = sizeof(List), .elem = SLOT_RAW8},
            list_str = {.kind = T_LIST, .size = sizeof(List), .elem = SLOT_REF},
            list_bool = {.kind = T_LIST, .size = sizeof(List), .elem = SLOT_RAW1};
static Type handle_type = {.kind = T_HANDLE, .size = 16};

typedef struct Value { word i; double f; ref r; char kind; } Value;
static Value A[8];


static const char *read_value(const char *p, Value *v) {
  static uint8_t bytes[1 << 20];
  uint32_t count;
  char *end;
  memset(v, 0, sizeof(*v));
  v->kind = *p;
  switch (*p++) {
    case 'i': v->i = strtoll(p, &end, 10); return end;
    case 'f': {
      uint64_t bits = strtoull(p, &end, 16);
      memcpy(&v->f, &bits, 8);
      v->i = (word)bits;
      return end;
    }
    case 's': {
      uint32_t width = (uint32_t)(*p++ - '0');
      const char *start = p;
      while (*p > ' ' && *p != ',') p++;
      count = (uint32_t)(p - start) / 2;
      for (uint32_t i = 0; i < count; i++) {
        int high = start[2 * i], low = start[2 * i + 1];
        bytes[i] = (uint8_t)((high <= '9' ? high - '0' : high - 'a' + 10) << 4 | (low <= '9' ? low - '0' : low - 'a' + 10));
      }
      v->r = str_new(count / width, width);
      memcpy(AT(Str, v->r)->data, bytes, count);
      v->i = v->r;
      return p;
    }
    case 'L': {
      char kind = *p++;
      Type *type = kind == 'I' ? &list_int : kind == 'F' ? &list_float : kind == 'S' ? &list_str : &list_bool;
      v->r = weft_list_new(REF(type), 0);
      List *list = AT(List, v->r);
      while (*p == ',') {
        Value e;
        p = read_value(p + 1, &e);
        weft_list_grow(v->r);
        uint8_t *at = list_data(list) + (size_t)list->len++ * slot_bytes(type->elem);
        if (kind == 'I') memcpy(at, &e.i, 8);
        else if (kind == 'F') memcpy(at, &e.f, 8);
        else if (kind == 'S') memcpy(at, &e.r, 4);
        else *at = (uint8_t)e.i;
      }
      return p;
    }
    default: return p;
  }
}

static void put_int(word i) { printf("i%" PRId64, i); }
static void put_float(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  printf("f%016" PRIx64, bits);
}
static void put_str(ref r) {
  if (!r) {
    printf("n");
    return;
  }
  Str *s = AT(Str, r);
  printf("s%u", s->width);
  for (uint32_t i = 0; i < s->len * s->width; i++) {
    putchar("0123456789abcdef"[s->data[i] >> 4]);
    putchar("0123456789abcdef"[s->data[i] & 15]);
  }
}
static void put_list(ref r) {
  if (!r) {
    printf("n");
    return;
  }
  List *list = AT(List, r);
  uint32_t kind = list_elem(list);
  printf("L%c", kind == SLOT_INT ? 'I' : kind == SLOT_RAW8 ? 'F' : kind == SLOT_REF ? 'S' : 'B');
  for (uint32_t i = 0; i < list->len; i++) {
    uint8_t *at = list_data(list) + (size_t)i * slot_bytes(kind);
    putchar(',');
    word w = 0;
    double f;
    if (kind == SLOT_INT) memcpy(&w, at, 8), put_int(w);
    else if (kind == SLOT_RAW8) memcpy(&f, at, 8), put_float(f);
    else if (kind == SLOT_REF) memcpy(&w, at, 4), put_str((ref)w);
    else put_int(*at);
  }
}

static ref built(void (*piece)(void)) {
  weft_build_begin();
  piece();
  return weft_status() == STATUS_RAISING ? 0 : weft_build_end();
}
static void piece_int(void) { weft_build_format_int(A[0].i, A[1].r); }
static void piece_float(void) { weft_build_format_float(A[0].f, A[1].r); }
static void piece_str(void) { weft_build_format_str(A[0].r, A[1].r); }
static void piece_bool(void) { weft_build_format_bool((int32_t)A[0].i, A[1].r); }
static void piece_all(void) {
  weft_build_str(A[0].r);
  weft_build_int(A[1].i);
  weft_build_float(A[2].f);
  weft_build_bool((int32_t)A[3].i);
  weft_build_none();
  weft_build_str(A[4].r);
}

/* --- one dictionary, or two sets, at a time ------------------------------------------------------------------------------------------- */
static Type dict_type, set_type;
static uint32_t keys; /* enum KeyKind */
static ref the_dict, sets[2];
static struct { Type type; uint16_t slots[3]; } tuple_type = {{.kind = T_FIXED, .size = 32, .nslots = 3}, {(8 / 4) << 3 | SLOT_INT, (16 / 4) << 3 | SLOT_RAW8, (24 / 4) << 3 | SLOT_REF}};

static int32_t tag_of(const Value *v) { return v->kind == 'i' ? TAG_INT : v->kind == 'f' ? TAG_FLOAT : v->kind == 's' ? TAG_REF : TAG_NONE; }
static uint64_t key_of(const Value *v) {
  if (keys != KEY_TUPLE) return (uint64_t)v->i;
  ref r = weft_alloc(32); /* (int, float, str) from three arguments */
  AT(Obj, r)->type = REF(&tuple_type);
  memcpy(AT(uint8_t, r) + 8, &v[0].i, 8);
  memcpy(AT(uint8_t, r) + 16, &v[1].f, 8);
  memcpy(AT(uint8_t, r) + 24, &v[2].r, 4);
  return r;
}
static void put_key(uint32_t at) {
  word w = 0;
  double f;
  switch (keys) {
    case KEY_INT: put_int(*AT(word, at)); break;
    case KEY_FLOAT: put_float(*AT(double, at)); break;
    case KEY_STR: put_str(*AT(ref, at)); break;
    case KEY_BOOL: put_int(*AT(int32_t, at)); break;
    case KEY_TUPLE:
      w = *AT(ref, at);
      put_int(*AT(word, w + 8));
      break;
    default:
      memcpy(&w, PTR(at + 8), 8);
      memcpy(&f, PTR(at + 8), 8);
      switch (*AT(int32_t, at)) {
        case TAG_INT: put_int(w); break;
        case TAG_FLOAT: put_float(f); break;
        case TAG_REF: put_str((ref)w); break;
        default: printf("n");
      }
  }
}
static void put_value(ref d, uint32_t slot) {
  uint32_t at = AT(Dict, d)->entries + slot;
  put_int(dict_type.value == SLOT_INT ? *AT(word, at) : dict_type.value == SLOT_RAW4 ? *AT(int32_t, at) : 0);
}
static void dict_store(ref d, uint32_t slot, word value) {
  uint32_t at = AT(Dict, d)->entries + slot;
  if (dict_type.value == SLOT_INT) *AT(word, at) = value;
  else if (dict_type.value == SLOT_RAW4) *AT(int32_t, at) = (int32_t)value;
}
static void dict_dump(ref d) {
  for (word at = 0; (at = weft_dict_next(d, at)) >= 0; at++) {
    put_key(weft_dict_key_at(d, at));
    putchar('=');
    put_value(d, weft_dict_value_at(d, at));
    putchar(';');
  }
}
static void dict_take_first(ref d) {
  word at = weft_dict_next(d, 0);
  if (at < 0) {
    printf("n");
    return;
  }
  put_key(weft_dict_key_at(d, at));
  weft_dict_erase(d, weft_dict_value_at(d, at));
}

static void set_dump(ref s) {
  for (word at = 0; (at = weft_set_next(s, at)) >= 0; at++) {
    put_key(weft_set_key_at(s, at));
    putchar(';');
  }
}
/* What pop() does. */
static void set_pop(ref s) {
  word at = weft_set_finger(s);
  if (at < 0) return (void)printf("n");
  put_key(weft_set_key_at(s, at));
  weft_set_erase(s, at);
}
/* How many keys have that hash, as a search among objects finds them, some more than once. */
static word set_count(ref s, word hash) {
  static uint8_t found[1 << 16];
  word n = 0;
  memset(found, 0, sizeof found);
  for (word place = -1; (place = weft_set_probe(s, hash, place)) >= 0;) {
    word at = weft_set_position(s, place);
    n += !found[at];
    found[at] = 1;
  }
  return n;
}
#define THE(k) sets[A[k].i]

#define STRS REF(&list_str)
static int raising(void) { return weft_status() == STATUS_RAISING; }
#define I(x) { word r_ = (word)(x); if (!raising()) put_int(r_); }
#define F(x) { double r_ = (x); if (!raising()) put_float(r_); }
#define S(x) { ref r_ = (x); if (!raising()) put_str(r_); }
#define L(x) { ref r_ = (x); if (!raising()) put_list(r_); }
#define V(x) { x; if (!raising()) put_list(A[0].r); }
static const struct { const char *name; double (*one)(double), (*two)(double, double); } maths[] = {
#define X(name, function, overflow) {#name, weft_math_##name, 0},
  MATH1(X)
#undef X
#define X(name) {#name, weft_math_##name, 0},
  X(degrees) X(radians) X(ulp) X(fraction) X(whole) X(mantissa)
#undef X
#define X(name) {#name, 0, weft_math_##name},
  X(atan2) X(hypot) X(pow) X(fmod) X(copysign) X(log_base) X(remainder) X(ldexp) X(nextafter)
#undef X
};
static double math_named(const Str *name) {
  for (uint32_t i = 0; i < COUNT(maths); i++)
    if (strlen(maths[i].name) == name->len && !memcmp(maths[i].name, name->data, name->len))
      return maths[i].one ? maths[i].one(A[1].f) : maths[i].two(A[1].f, A[2].f);
  abort();
}

/* The parts put together. Each `every`-th time something else comes to lie behind, or the text is kept, and must stay
 * as it is. */
static ref appended(ref list, word every) {
  ref text = weft_text(""), kept = 0;
  uint32_t hash = 0;
  for (uint32_t i = 0; i < AT(List, list)->len; i++) {
    text = weft_str_append(text, AT(ref, REF(list_data(AT(List, list))))[i]);
    if (every && i % every == 0) weft_int_to_str(i);
    if (every && i % (3 * every) == 1) {
      if (kept && hash != weft_str_hash(kept)) return weft_text("what was kept has changed");
      weft_str_seal(kept = text);
      hash = weft_str_hash(kept);
      AT(Str, kept)->hash = 0;
    }
  }
  return str_itself(text);
}

#define OPS(OP)                                                                                                              \
  OP(concat, S(weft_str_concat(A[0].r, A[1].r))) OP(repeat, S(weft_str_repeat(A[0].r, A[1].i)))                                \
  OP(append, S(appended(A[0].r, A[1].i)))                                                                            \
  OP(eq, I(weft_str_eq(A[0].r, A[1].r))) OP(cmp, I(weft_str_cmp(A[0].r, A[1].r)))                                              \
  OP(index, S(weft_str_index(A[0].r, A[1].i)))                                                                                 \
  OP(slice, S(weft_str_slice(A[0].r, A[1].i, A[2].i, A[3].i, (int32_t)A[4].i)))                                                \
  OP(contains, I(weft_str_contains(A[0].r, A[1].r)))                                                                           \
  OP(find, I(weft_str_find(A[0].r, A[1].r, A[2].i, A[3].i, (int32_t)A[4].i))) OP(count, I(weft_str_count(A[0].r, A[1].r)))     \
  OP(replace, S(weft_str_replace(A[0].r, A[1].r, A[2].r, A[3].i)))                                                             \
  OP(split, L(weft_str_split(A[0].r, A[1].r, A[2].i, (int32_t)A[3].i, STRS)))                                                  \
  OP(splitlines, L(weft_str_splitlines(A[0].r, (int32_t)A[1].i, STRS))) OP(join, S(weft_str_join(A[0].r, A[1].r)))             \
  OP(characters, L(weft_str_characters(A[0].r, STRS)))                                                                \
  OP(strip, S(weft_str_strip(A[0].r, A[1].r, (int32_t)A[2].i))) OP(case, S(weft_str_case(A[0].r, (int32_t)A[1].i)))            \
  OP(is, I(weft_str_is(A[0].r, (int32_t)A[1].i))) OP(affix, I(weft_str_affix(A[0].r, A[1].r, (int32_t)A[2].i)))                \
  OP(pad, S(weft_str_pad(A[0].r, A[1].i, A[2].r, (int32_t)A[3].i)))                                                            \
  OP(remove_affix, S(weft_str_remove_affix(A[0].r, A[1].r, (int32_t)A[2].i))) OP(repr, S(weft_str_repr(A[0].r)))               \
  OP(hash, I(weft_str_hash(A[0].r))) OP(ord, I(weft_ord(A[0].r))) OP(chr, S(weft_chr(A[0].i)))                                 \
  OP(int_to_str, S(weft_int_to_str(A[0].i))) OP(float_to_str, S(weft_float_to_str(A[0].f)))                                    \
  OP(str_to_int, I(weft_str_to_int(A[0].r, A[1].i))) OP(str_to_float, F(weft_str_to_float(A[0].r)))                            \
  OP(float_to_int, I(weft_float_to_int(A[0].f))) OP(true_div, F(weft_int_true_div(A[0].i, A[1].i)))                            \
  OP(int_pow, I(weft_int_pow(A[0].i, A[1].i))) OP(float_pow, F(weft_float_pow(A[0].f, A[1].f)))                             \
  OP(float_mod, F(weft_float_mod(A[0].f, A[1].f))) OP(floordiv, F(weft_float_floordiv(A[0].f, A[1].f)))                        \
  OP(round, I(weft_float_round(A[0].f))) OP(round_digits, F(weft_float_round_digits(A[0].f, A[1].i)))                          \
  OP(int_float_cmp, I(weft_int_float_cmp(A[0].i, A[1].f)))                                                                     \
  OP(format_int, S(built(piece_int))) OP(format_float, S(built(piece_float))) OP(format_str, S(built(piece_str)))              \
  OP(format_bool, S(built(piece_bool))) OP(build, S(built(piece_all)))                                                         \
  OP(list_slice, L(weft_list_slice(A[0].r, A[1].i, A[2].i, A[3].i, (int32_t)A[4].i, AT(List, A[0].r)->type)))                  \
  OP(list_slice_set, V(weft_list_slice_set(A[0].r, A[1].i, A[2].i, A[3].i, (int32_t)A[4].i, A[5].kind == 'n' ? A[0].r : A[5].r))) \
  OP(list_slice_del, V(weft_list_slice_del(A[0].r, A[1].i, A[2].i, A[3].i, (int32_t)A[4].i)))                                  \
  OP(list_concat, L(weft_list_concat(A[0].r, A[1].r, AT(List, A[0].r)->type))) OP(list_extend, V(weft_list_extend(A[0].r, A[1].kind == 'n' ? A[0].r : A[1].r))) \
  OP(list_repeat, L(weft_list_repeat(A[0].r, A[1].i, AT(List, A[0].r)->type))) OP(list_repeat_in_place, V(weft_list_repeat_in_place(A[0].r, A[1].i))) \
  OP(list_insert, V(weft_list_insert_gap(A[0].r, A[1].i); memcpy(list_data(AT(List, A[0].r)) + 8 * AT(Worker, weft_worker())->result, &A[2].i, 8))) \
  OP(list_remove_at, V(weft_list_remove_at(A[0].r, A[1].i))) OP(list_clear, V(weft_list_clear(A[0].r)))                        \
  OP(list_reverse, V(weft_list_reverse(A[0].r))) OP(list_sort, V(weft_list_sort(A[0].r, (int32_t)A[1].i))) \
  OP(list_sort_by, if (weft_list_sort_by(A[0].r, A[1].r, (int32_t)A[2].i)) put_list(A[1].r); else printf("n"))                    \
  OP(list_eq, I(weft_list_eq_scalar(A[0].r, A[1].r, (int32_t)A[2].i)))                                                         \
  OP(list_find, I(weft_list_find_scalar(A[0].r, (uint64_t)A[1].i, (int32_t)A[2].i, A[3].i)))                                   \
  OP(range, L(weft_range_to_list(A[0].i, A[1].i, A[2].i, REF(&list_int))))                                                     \
  OP(dict_new, keys = (uint32_t)A[0].i; dict_type = (Type){.kind = T_DICT, .size = sizeof(Dict), .key = (uint8_t)A[0].i, .elem = (uint8_t)A[1].i, .value = (uint8_t)A[2].i}; the_dict = weft_dict_new(REF(&dict_type), A[3].i)) \
  OP(dict_put, uint32_t before = AT(Dict, the_dict)->len; dict_store(the_dict, weft_dict_put(the_dict, key_of(A + 1), tag_of(A + 1), -1), A[0].i); I(AT(Dict, the_dict)->len != before)) \
  OP(dict_put_found, uint64_t k = key_of(A + 1); int32_t t = tag_of(A + 1), at = (int32_t)weft_dict_find(the_dict, k, t); dict_store(the_dict, weft_dict_put(the_dict, k, t, at), A[0].i); I(!at)) \
  OP(dict_find, uint32_t at = weft_dict_find(the_dict, key_of(A), tag_of(A)); if (at) put_value(the_dict, at); else printf("n")) \
  OP(dict_delete, uint32_t at = weft_dict_find(the_dict, key_of(A), tag_of(A)); if (at) weft_dict_erase(the_dict, at); I(at != 0)) \
  OP(dict_take_first, dict_take_first(the_dict)) \
  OP(dict_last, word at = weft_dict_last(the_dict); if (at < 0) printf("n"); else put_key(weft_dict_key_at(the_dict, at)))      \
  OP(dict_dump, dict_dump(the_dict)) OP(dict_len, I(AT(Dict, the_dict)->len)) OP(dict_clear, weft_dict_clear(the_dict))        \
  OP(dict_copy_dump, ref c = weft_dict_copy(the_dict, REF(&dict_type)); I(weft_dict_values_raw_eq(the_dict, c)); dict_dump(c))  \
  OP(dict_version, I(weft_dict_version(the_dict)))                                                                             \
  OP(set_new, keys = (uint32_t)A[0].i; \
     set_type = (Type){.kind = T_SET, .size = sizeof(Set), .key = (uint8_t)keys, .elem = (uint8_t)A[1].i};\
     for (int k = 0; k < 2; k++) sets[k] = weft_set_new(REF(&set_type)))                                              \
  OP(set_add, I(weft_set_add(THE(0), key_of(A + 1), tag_of(A + 1))))                                                  \
  OP(set_discard, I(weft_set_discard(THE(0), key_of(A + 1), tag_of(A + 1))))                                          \
  OP(set_contains, I(weft_set_contains(THE(0), key_of(A + 1), tag_of(A + 1))))                                        \
  OP(set_dump, set_dump(THE(0))) OP(set_len, I(AT(Set, THE(0))->len)) OP(set_pop, set_pop(THE(0)))                    \
  OP(set_clear, weft_set_clear(THE(0))) OP(set_merge, I(weft_set_merge(THE(0), THE(1))))                              \
  OP(set_copy, THE(0) = weft_set_copy(THE(1), REF(&set_type))) OP(set_swap, weft_set_swap(THE(0), THE(1)))            \
  OP(set_reserve, weft_set_reserve(THE(0), A[1].i)) OP(set_shrink, weft_set_shrink(THE(0)))                           \
  OP(set_same, I(set_equal(THE(0), THE(1), 0))) OP(set_count, I(set_count(THE(0), A[1].i)))                           \
  OP(set_append, weft_set_append(THE(0), A[1].i, (uint64_t)A[2].i, TAG_INT))                                          \
  OP(set_hash, printf("i%lld", (long long)set_hash(THE(0))))                                                          \
  OP(math, F(math_named(AT(Str, A[0].r)))) OP(math_int, I(weft_math_int(A[0].f, (int32_t)A[1].i)))                             \
  OP(gcd, I(weft_math_gcd(A[0].i, A[1].i))) OP(isqrt, I(weft_math_isqrt(A[0].i))) OP(comb, I(weft_math_comb(A[0].i, A[1].i)))  \
  OP(perm, I(weft_math_perm(A[0].i, A[1].i))) OP(factorial, I(weft_math_factorial(A[0].i)))                                    \
  OP(print, weft_build_begin(); weft_build_str(A[0].r); weft_build_print((int32_t)A[1].i, (int32_t)A[2].i))                    \
  OP(input, S(weft_input(A[0].kind == 'n' ? 0 : A[0].r))) OP(argv, L(weft_argv(STRS)))                                         \
  OP(open, files[A[0].i] = weft_file_open(A[1].r, A[2].r, A[1].r, 0, REF(&handle_type))) OP(std, files[A[0].i] = weft_file_std((int32_t)A[1].i, REF(&handle_type))) \
  OP(about, S(weft_file_about(files[A[0].i])))                                                                         \
  OP(read, S(weft_file_read(files[A[0].i], A[1].i))) OP(readline, S(weft_file_readline(files[A[0].i], -1)))                        \
  OP(write, I(weft_file_write(files[A[0].i], A[1].r))) OP(flush, weft_file_flush(files[A[0].i]))                               \
  OP(close, weft_file_close(files[A[0].i])) OP(closed, I(weft_file_closed(files[A[0].i])))                                     \
  OP(clocks, I(weft_time() > 1e9 && weft_monotonic() <= weft_perf_counter() && weft_time_ns() > 1000000000 && weft_perf_counter_ns() > 0 && weft_process_time() >= 0))

static ref files[8];
#define OP(name, ...) static void op_##name(void) { __VA_ARGS__; }
OPS(OP)
#undef OP
static const struct { const char *name; void (*run)(void); } ops[] = {
#define OP(name, ...) {#name, op_##name},
    OPS(OP)
#undef OP
};

/* Calls come from the file named first, results go to the one named second, so that standard streams are the program's. */
int main(int argc, char **argv) {
  static char line[1 << 22], name[64];
  FILE *calls = argc > 1 ? fopen(argv[1], "r") : stdin;
  if (argc > 2) {
    system_native_argc = argc - 3;
    system_native_argv = argv + 3;
  }
  native_start();
  FILE *results = argc > 2 ? fopen(argv[2], "w") : stdout;
  stdout = results;
  while (fgets(line, sizeof(line), calls)) {
    const char *p = line;
    int used = 0;
    sscanf(p, "%63s%n", name, &used);
    p += used;
    for (int i = 0; *p == ' '; i++) p = read_value(p + 1, &A[i]);
    size_t at = 0;
    while (at < COUNT(ops) && strcmp(ops[at].name, name)) at++;
    if (at == COUNT(ops)) {
      fprintf(stderr, "no such call: %s\n", name);
      return 2;
    }
    ops[at].run();
    if (raising()) {
      printf("E%s ", native_raised());
      put_str(AT(Exc, AT(Worker, weft_worker())->exc)->text);
      weft_set_status(STATUS_RUNNING);
    }
    putchar('\n');
  }
  fflush(results);
  weft_io_flush();
  return weft_io_failed() ? 120 : 0;
}
