class Meta(type):  # error: unsupported-metaclass
    pass


class A(metaclass=Meta):
    pass


print(A())
