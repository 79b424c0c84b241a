ExceptionGroup("one")  # error: wrong-arguments
ExceptionGroup("three", [ValueError()], 3)  # error: wrong-arguments
ExceptionGroup(message="named", exceptions=[ValueError()])  # error: wrong-arguments


class Coded(ExceptionGroup):
    def __init__(self, message, exceptions, code):
        self.code = code


Coded("coded", [ValueError()], 3)  # error: wrong-arguments
