"""The module random: the numbers of CPython's, from the same seeds.

The generator is MT19937 (M. Matsumoto, T. Nishimura, 1998). Each task has a default generator of its own, made when
first asked for: from fresh entropy, or, where the task that spawned it had seeded its own, from that seed and the
task's place among the spawns.
"""

from bisect import bisect as _bisect
from math import acos as _acos
from math import ceil as _ceil
from math import cos as _cos
from math import e as _e
from math import exp as _exp
from math import fabs as _fabs
from math import floor as _floor
from math import isfinite as _isfinite
from math import lgamma as _lgamma
from math import log as _log
from math import log2 as _log2
from math import pi as _pi
from math import sin as _sin
from math import sqrt as _sqrt
from math import tau as _tau

import rt

_SIZE = 624  # words of the state
_WORD = 0xFFFFFFFF
_MAGIC_NORMAL = 4 * _exp(-0.5) / _sqrt(2.0)
_MAGIC_GAMMA = 1.0 + _log(4.5)
_LOG4 = _log(4.0)

#: what the running task's default generator was seeded with; what its children's begin with. -1: nothing
_seed = -1


def _words(n: int):
    """Of 32 bits, the low ones first."""
    low, high = n & _WORD, n >> 32 & _WORD
    return [low, high] if high else [low]


def _times(a: int, b: int):
    """The low 32 bits of the product of two words."""
    return (((a >> 16) * b & 0xFFFF) << 16) + (a & 0xFFFF) * b & _WORD


class Random:
    def __init__(self, x: int | float | None = None):
        self._state = [0] * _SIZE
        self._used = _SIZE
        self.gauss_next = None
        self.seed(x)

    def seed(self, a: int | float | None = None, version: int = 2):
        if a is None:
            self._begin(_words(rt.weft_core_random()) + _words(rt.weft_core_random()))
        elif isinstance(a, int):
            self._begin(_words(abs(a)))
        else:
            self._begin(_words(hash(a)))

    def _begin(self, key):
        """From any number of words."""
        state = self._state
        state[0] = 19650218
        for k in range(1, _SIZE):
            before = state[k - 1]
            state[k] = _times(before ^ before >> 30, 1812433253) + k & _WORD
        at, from_key = 1, 0
        for _ in range(max(_SIZE, len(key))):
            before = state[at - 1]
            state[at] = (state[at] ^ (before ^ before >> 30) * 1664525) + key[from_key] + from_key & _WORD
            at += 1
            from_key += 1
            if at == _SIZE:
                state[0] = state[_SIZE - 1]
                at = 1
            if from_key == len(key):
                from_key = 0
        for _ in range(_SIZE - 1):
            before = state[at - 1]
            state[at] = (state[at] ^ _times(before ^ before >> 30, 1566083941)) - at & _WORD
            at += 1
            if at == _SIZE:
                state[0] = state[_SIZE - 1]
                at = 1
        state[0] = 0x80000000
        self._used = _SIZE
        self.gauss_next = None

    def _word(self):
        """32 random bits."""
        state = self._state
        if self._used == _SIZE:
            for k in range(_SIZE):
                y = state[k] & 0x80000000 | state[(k + 1) % _SIZE] & 0x7FFFFFFF
                state[k] = state[(k + 397) % _SIZE] ^ y >> 1 ^ (0x9908B0DF if y & 1 else 0)
            self._used = 0
        y = state[self._used]
        self._used += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9D2C5680
        y ^= y << 15 & 0xEFC60000
        return y ^ y >> 18

    def getstate(self):
        return 3, tuple(self._state + [self._used]), self.gauss_next

    def setstate(self, state):
        version, words, gauss_next = state
        if version != 3:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version 3")
        if len(words) != _SIZE + 1:
            raise ValueError("state vector is the wrong size")
        if not 0 <= words[_SIZE] <= _SIZE:
            raise ValueError("invalid state")
        self._state = list(words[:_SIZE])
        self._used = words[_SIZE]
        self.gauss_next = gauss_next

    # --- integers

    def getrandbits(self, k: int):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        if k > 61:
            raise OverflowError("getrandbits() of more than 61 bits is beyond the ints that are built")
        if k == 0:
            return 0
        if k <= 32:
            return self._word() >> 32 - k
        low = self._word()
        return (self._word() >> 64 - k) << 32 | low

    def _below(self, n: int):
        bits = n.bit_length()
        out = self.getrandbits(bits)
        while out >= n:
            out = self.getrandbits(bits)
        return out

    def randrange(self, start: int, stop: int | None = None, step: int = 1):
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._below(start)
            raise ValueError("empty range for randrange()")
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._below(width)
            raise ValueError(f"empty range in randrange({start}, {stop})")
        if step == 0:
            raise ValueError("zero step for randrange()")
        n = (width + step - 1) // step if step > 0 else (width + step + 1) // step
        if n <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return start + step * self._below(n)

    def randint(self, a: int, b: int):
        return self.randrange(a, b + 1)

    # --- sequences

    def choice(self, seq):
        if len(seq) == 0:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k: int, *, counts=None):
        if isinstance(population, dict):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            bounds = _accumulated(counts)
            if len(bounds) != len(population):
                raise ValueError("The number of counts does not match the population")
            total = bounds.pop() if bounds else 0
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total <= 0:
                raise ValueError("Total of counts must be greater than zero")
            return [population[_bisect(bounds, n)] for n in self._sample(range(total), k)]
        return self._sample(population, k)

    def _sample(self, population, k: int):
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        out = []
        set_size = 21  # so many items a list may have to take no more memory than a set of k
        if k > 5:
            set_size += 4 ** _ceil(_log(k * 3, 4))
        if n <= set_size:
            pool = list(population)
            for i in range(k):
                j = self._below(n - i)
                out.append(pool[j])
                pool[j] = pool[n - i - 1]
        else:
            taken = {}
            for _ in range(k):
                j = self._below(n)
                while j in taken:
                    j = self._below(n)
                taken[j] = True
                out.append(population[j])
        return out

    def choices(self, population, weights=None, *, cum_weights=None, k: int = 1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[_floor(self.random() * n)] for _ in range(k)]
            return self._weighed(population, _accumulated(weights), k)
        if weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        return self._weighed(population, cum_weights, k)

    def _weighed(self, population, bounds, k: int):
        n = len(population)
        if len(bounds) != n:
            raise ValueError("The number of weights does not match the population")
        total = bounds[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_bisect(bounds, self.random() * total, 0, n - 1)] for _ in range(k)]

    # --- distributions

    def random(self):
        high = self._word() >> 5
        return (high * 67108864 + (self._word() >> 6)) * (1.0 / 9007199254740992.0)

    def uniform(self, a: float, b: float):
        return a + (b - a) * self.random()

    def triangular(self, low: float = 0.0, high: float = 1.0, mode: float | None = None):
        u = self.random()
        if mode is None:
            c = 0.5
        elif high == low:
            return low
        else:
            c = (mode - low) / (high - low)
        if u > c:
            return high + (low - high) * _sqrt((1.0 - u) * (1.0 - c))
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu: float = 0.0, sigma: float = 1.0):
        """A. J. Kinderman, J. F. Monahan, 1977."""
        while True:
            u = self.random()
            v = 1.0 - self.random()
            z = _MAGIC_NORMAL * (u - 0.5) / v
            if z * z / 4.0 <= -_log(v):
                return mu + z * sigma

    def gauss(self, mu: float = 0.0, sigma: float = 1.0):
        """G. E. P. Box, M. E. Muller, 1958."""
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * _tau
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu: float, sigma: float):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd: float = 1.0):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu: float, kappa: float):
        """D. J. Best, N. I. Fisher, 1979."""
        if kappa <= 1e-6:
            return _tau * self.random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        if self.random() > 0.5:
            return (mu + _acos(f)) % _tau
        return (mu - _acos(f)) % _tau

    def gammavariate(self, alpha: float, beta: float):
        """R. C. H. Cheng, 1977, for alpha above 1; J. H. Ahrens, U. Dieter, 1974, below it."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha > 1.0:
            inverse = _sqrt(2.0 * alpha - 1.0)
            b = alpha - _LOG4
            c = alpha + inverse
            while True:
                u = self.random()
                if not 1e-7 < u < 0.9999999:
                    continue
                w = 1.0 - self.random()
                v = _log(u / (1.0 - u)) / inverse
                x = alpha * _exp(v)
                z = u * u * w
                r = b + c * v - x
                if r + _MAGIC_GAMMA - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        while True:
            b = (_e + alpha) / _e
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            u = self.random()
            if u <= (x ** (alpha - 1.0) if p > 1.0 else _exp(-x)):
                return x * beta

    def betavariate(self, alpha: float, beta: float):
        y = self.gammavariate(alpha, 1.0)
        if y:
            return y / (y + self.gammavariate(beta, 1.0))
        return 0.0

    def paretovariate(self, alpha: float):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha: float, beta: float):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    def binomialvariate(self, n: int = 1, p: float = 0.5):
        """By geometric steps (L. Devroye, 1980) or transformed rejection (W. Hörmann, 1993)."""
        if n < 0:
            raise ValueError("n must be non-negative")
        if p <= 0.0 or p >= 1.0:
            if p == 0.0:
                return 0
            if p == 1.0:
                return n
            raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        if n == 1:
            return 1 if self.random() < p else 0
        if p > 0.5:
            return n - self._few(n, 1.0 - p)
        return self._few(n, p)

    def _few(self, n: int, p: float):
        """p at most 0.5."""
        if n == 1:
            return 1 if self.random() < p else 0
        if n * p < 10.0:
            x = y = 0
            c = _log2(1.0 - p)
            if not c:
                return x
            while True:
                y += _floor(_log2(self.random()) / c) + 1
                if y > n:
                    return x
                x += 1
        spread = _sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spread
        a = -0.0873 + 0.0248 * b + 0.01 * p
        c = n * p + 0.5
        limit = 0.92 - 4.2 / b
        alpha = (2.83 + 5.1 / b) * spread
        odds = _log(p / (1.0 - p))
        mode = _floor((n + 1) * p)
        h = _lgamma(mode + 1) + _lgamma(n - mode + 1)
        while True:
            u = self.random() - 0.5
            us = 0.5 - _fabs(u)
            k = _floor((2.0 * a / us + b) * u + c)
            if k < 0 or k > n:
                continue
            v = self.random()
            if us >= 0.07 and v <= limit:
                return k
            v *= alpha / (a / (us * us) + b)
            if _log(v) <= h - _lgamma(k + 1) - _lgamma(n - k + 1) + (k - mode) * odds:
                return k


def _accumulated(weights):
    out = []
    total = 0
    for weight in weights:
        total = total + weight if out else weight
        out.append(total)
    return out


# --- the default generator


def _begun():
    """The running task's own, as it begins."""
    out = Random(0)
    if _seed < 0:
        out.seed()
    else:
        out._begin([_seed & _WORD, _seed >> 32] + _words(rt.task_path()))
    return out


def _default():
    return rt.per_task(_begun)


def seed(a: int | float | None = None, version: int = 2):
    global _seed
    _default().seed(a)
    if a is None:
        _seed = -1
    elif isinstance(a, int):
        _seed = abs(a)
    else:
        _seed = hash(a) & 0x1FFFFFFFFFFFFFFF


def getstate():
    return _default().getstate()


def setstate(state):
    _default().setstate(state)


def getrandbits(k: int):
    return _default().getrandbits(k)


def randrange(start: int, stop: int | None = None, step: int = 1):
    return _default().randrange(start, stop, step)


def randint(a: int, b: int):
    return _default().randint(a, b)


def choice(seq):
    return _default().choice(seq)


def shuffle(x):
    _default().shuffle(x)


def sample(population, k: int, *, counts=None):
    return _default().sample(population, k, counts=counts)


def choices(population, weights=None, *, cum_weights=None, k: int = 1):
    return _default().choices(population, weights, cum_weights=cum_weights, k=k)


def random():
    return _default().random()


def uniform(a: float, b: float):
    return _default().uniform(a, b)


def triangular(low: float = 0.0, high: float = 1.0, mode: float | None = None):
    return _default().triangular(low, high, mode)


def normalvariate(mu: float = 0.0, sigma: float = 1.0):
    return _default().normalvariate(mu, sigma)


def gauss(mu: float = 0.0, sigma: float = 1.0):
    return _default().gauss(mu, sigma)


def lognormvariate(mu: float, sigma: float):
    return _default().lognormvariate(mu, sigma)


def expovariate(lambd: float = 1.0):
    return _default().expovariate(lambd)


def vonmisesvariate(mu: float, kappa: float):
    return _default().vonmisesvariate(mu, kappa)


def gammavariate(alpha: float, beta: float):
    return _default().gammavariate(alpha, beta)


def betavariate(alpha: float, beta: float):
    return _default().betavariate(alpha, beta)


def paretovariate(alpha: float):
    return _default().paretovariate(alpha)


def weibullvariate(alpha: float, beta: float):
    return _default().weibullvariate(alpha, beta)


def binomialvariate(n: int = 1, p: float = 0.5):
    return _default().binomialvariate(n, p)
