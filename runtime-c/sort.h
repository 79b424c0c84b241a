/* Sorting an array: stable, adaptive.
 *
 * SORT(NAME, T, LESS) makes NAME_sort(array, n, spare, tie), with room for n / 2 elements in spare; LESS(a, b) may ask
 * tie. Natural runs (descending ones are turned round) are lengthened to MIN_RUN by binary insertion, the first FEW by
 * plain insertion, and merged in the order of powersort (J. Ian Munro and Sebastian Wild, "Nearly-optimal mergesorts",
 * 2018). A merge first leaves out what is in place already at either end, then copies the shorter side out.
 */
#ifndef WEFT_SORT_H
#define WEFT_SORT_H
#include "base.h"

enum { MIN_RUN = 24, FEW = 8, RUNS_MAX = 40 };
/* The order of two that LESS can't tell apart by itself, below 0 if a comes first; 0: all such are equal. */
typedef int32_t (*Tie)(ref a, ref b);

/* Depth of the boundary between two adjacent runs in the nearly optimal merge tree: the first binary digit in which the
 * middles of the runs, as fractions of n, differ. */
static inline uint32_t run_power(uint32_t from, uint32_t middle, uint32_t end, uint32_t n) {
  uint64_t a = (uint64_t)from + middle, b = (uint64_t)middle + end, whole = 2 * (uint64_t)n;
  uint32_t power = 1;
  for (;; power++) {
    a <<= 1;
    b <<= 1;
    if ((a >= whole) != (b >= whole)) return power;
    if (a >= whole) a -= whole, b -= whole;
  }
}

#define SORT(NAME, T, LESS)                                                                                            \
  static uint32_t NAME##_run(T *data, uint32_t from, uint32_t n, Tie tie) { /* where the run from `from` ends */       \
    uint32_t i = from + 1;                                                                                             \
    if (i >= n) return n;                                                                                              \
    if (LESS(data[i], data[from])) {                                                                                   \
      while (i + 1 < n && LESS(data[i + 1], data[i])) i++;                                                             \
      for (uint32_t low = from, high = i; low < high; low++, high--) {                                                 \
        T swapped = data[low];                                                                                         \
        data[low] = data[high];                                                                                        \
        data[high] = swapped;                                                                                          \
      }                                                                                                                \
    } else {                                                                                                           \
      while (i + 1 < n && !LESS(data[i + 1], data[i])) i++;                                                            \
    }                                                                                                                  \
    uint32_t end = i + 1, wanted = n - from < MIN_RUN ? n : from + MIN_RUN;                                            \
    for (; end < wanted; end++) {                                                                                      \
      T x = data[end];                                                                                                 \
      uint32_t low = from, high = end;                                                                                 \
      if (high - low <= FEW) { /* a search by halves would guess wrong at each of its steps */                         \
        for (; high > low && LESS(x, data[high - 1]); high--) data[high] = data[high - 1];                             \
        data[high] = x;                                                                                                \
        continue;                                                                                                      \
      }                                                                                                                \
      while (low < high) {                                                                                             \
        uint32_t middle = low + (high - low) / 2;                                                                      \
        if (LESS(x, data[middle])) high = middle;                                                                      \
        else low = middle + 1;                                                                                         \
      }                                                                                                                \
      for (uint32_t j = end; j > low; j--) data[j] = data[j - 1];                                                      \
      data[low] = x;                                                                                                   \
    }                                                                                                                  \
    return end;                                                                                                        \
  }                                                                                                                    \
  static void NAME##_merge(T *data, uint32_t from, uint32_t middle, uint32_t end, T *spare, Tie tie) {                 \
    uint32_t low = from, high = middle;                                                                                \
    while (low < high) { /* what of the left run is not above the right one's first stays */                           \
      uint32_t i = low + (high - low) / 2;                                                                             \
      if (LESS(data[middle], data[i])) high = i;                                                                       \
      else low = i + 1;                                                                                                \
    }                                                                                                                  \
    from = low;                                                                                                        \
    if (from == middle) return;                                                                                        \
    low = middle;                                                                                                      \
    high = end;                                                                                                        \
    while (low < high) { /* what of the right run is not below the left one's last stays */                            \
      uint32_t i = low + (high - low) / 2;                                                                             \
      if (LESS(data[i], data[middle - 1])) low = i + 1;                                                                \
      else high = i;                                                                                                   \
    }                                                                                                                  \
    end = low;                                                                                                         \
    if (middle - from <= end - middle) {                                                                               \
      memcpy(spare, data + from, (size_t)(middle - from) * sizeof(T));                                                 \
      const T *a = spare, *a_end = spare + (middle - from), *b = data + middle, *b_end = data + end;                   \
      T *to = data + from;                                                                                             \
      while (a < a_end && b < b_end) {                                                                                 \
        T x = *a, y = *b;                                                                                              \
        int32_t right = LESS(y, x);                                                                                    \
        *to++ = right ? y : x;                                                                                         \
        b += right;                                                                                                    \
        a += 1 - right;                                                                                                \
      }                                                                                                                \
      memcpy(to, a, (size_t)(a_end - a) * sizeof(T));                                                                  \
    } else {                                                                                                           \
      memcpy(spare, data + middle, (size_t)(end - middle) * sizeof(T));                                                \
      const T *a = data + middle, *a_first = data + from, *b = spare + (end - middle);                                 \
      T *to = data + end;                                                                                              \
      while (a > a_first && b > spare) {                                                                               \
        T x = a[-1], y = b[-1];                                                                                        \
        int32_t left = LESS(y, x);                                                                                     \
        *--to = left ? x : y;                                                                                          \
        a -= left;                                                                                                     \
        b -= 1 - left;                                                                                                 \
      }                                                                                                                \
      memcpy(to - (b - spare), spare, (size_t)(b - spare) * sizeof(T));                                                \
    }                                                                                                                  \
  }                                                                                                                    \
  static void NAME##_sort(void *at, uint32_t n, void *room, Tie tie) {                                                 \
    T *data = at, *spare = room;                                                                                       \
    struct { uint32_t from, power; } runs[RUNS_MAX];                                                                   \
    uint32_t depth = 0, from = 0, end = NAME##_run(data, 0, n, tie);                                                   \
    while (end < n) {                                                                                                  \
      uint32_t next = NAME##_run(data, end, n, tie), power = run_power(from, end, next, n);                            \
      while (depth && runs[depth - 1].power > power) {                                                                 \
        depth--;                                                                                                       \
        NAME##_merge(data, runs[depth].from, from, end, spare, tie);                                                   \
        from = runs[depth].from;                                                                                       \
      }                                                                                                                \
      runs[depth].from = from;                                                                                         \
      runs[depth++].power = power;                                                                                     \
      from = end;                                                                                                      \
      end = next;                                                                                                      \
    }                                                                                                                  \
    while (depth--) {                                                                                                  \
      NAME##_merge(data, runs[depth].from, from, n, spare, tie);                                                       \
      from = runs[depth].from;                                                                                         \
    }                                                                                                                  \
  }
#endif
