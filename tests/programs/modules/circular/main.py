import even
import odd

print(even.is_even(10), odd.is_odd(7), even.is_even(3), even.NAME, odd.partner())
