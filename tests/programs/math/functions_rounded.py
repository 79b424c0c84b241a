import math

for x in [0.1, 0.5, 1.0, 2.0, 10.0]:
    print(f"{math.sin(x):.10f} {math.cos(x):.10f} {math.tan(x):.10f} {math.exp(x):.8e} {math.log(x):.10f}")
    print(f"{math.log2(x):.10f} {math.log10(x):.10f} {math.log1p(x):.10f} {math.expm1(x):.8e} {math.atan(x):.10f}")
    print(f"{math.sinh(x):.8e} {math.cosh(x):.8e} {math.tanh(x):.10f} {math.asinh(x):.10f} {math.cbrt(x):.10f}")
for x in [-1.0, -0.3, 0.0, 0.7, 1.0]:
    print(f"{math.asin(x):.10f} {math.acos(x):.10f} {math.atan2(x, -1):.10f} {math.hypot(x, 2):.10f}")
print(f"{math.log(8, 2):.10f} {math.pow(2, 0.5):.10f} {math.exp(-745):.3e} {math.gamma(5):.6f}")
print(math.log(1), math.exp(0), math.sin(0), math.atan2(0.0, 1), math.pow(2, 10), math.log2(1024))
