"""Special methods and names of classes that CPython acts upon and Weft doesn't: each is refused where it is defined."""

from __future__ import annotations

_FIELDS = "which fields an object has is known when the program is compiled"
_COUNTS = "objects are not counted, so nobody knows when the last reference goes"
_COPIES = "what a task or a channel gets is copied field by field"
_MADE = "objects are made of exactly the class that is called"
_DESCRIPTORS = "descriptors are not built"

#: name -> (why it is refused, what to write instead)
REFUSED: dict[str, tuple[str, str]] = {
    "__new__": (_MADE, "write a function, or a class method, that makes the object"),
    "__init_subclass__": ("nothing runs when a class is derived", "call a function after each class statement"),
    "__set_name__": (_DESCRIPTORS, "write properties"),
    "__get__": (_DESCRIPTORS, "write a property"),
    "__set__": (_DESCRIPTORS, "write a property with a setter"),
    "__delete__": (_DESCRIPTORS, "write a method"),
    "__getattr__": (_FIELDS, "keep such data in a dict, and define `__getitem__`"),
    "__getattribute__": (_FIELDS, "write properties for what is computed"),
    "__setattr__": (_FIELDS, "write properties with setters"),
    "__delattr__": (_FIELDS, "set the field to None"),
    "__del__": (_COUNTS, "close it with `with`, or call a method"),
    "__copy__": (_COPIES, "write a method `copy`"),
    "__deepcopy__": (_COPIES, "send what a method returns"),
    "__reduce__": (_COPIES, "send what a method returns"),
    "__reduce_ex__": (_COPIES, "send what a method returns"),
    "__getstate__": (_COPIES, "send what a method returns"),
    "__setstate__": (_COPIES, "make the object of what was received"),
    "__getnewargs__": (_COPIES, "send what a method returns"),
    "__getnewargs_ex__": (_COPIES, "send what a method returns"),
    "__class_getitem__": ("classes are not indexed at run time", "write a class method"),
    "__divmod__": ("divmod() takes plain numbers", "define `__floordiv__` and `__mod__`"),
    "__rdivmod__": ("divmod() takes plain numbers", "define `__rfloordiv__` and `__rmod__`"),
    "__floor__": ("math.floor() takes plain numbers", "define `__float__`"),
    "__ceil__": ("math.ceil() takes plain numbers", "define `__float__`"),
    "__dict__": (_FIELDS, "keep such data in a field of another name"),
    "__class__": (_MADE, "write a method that tells what the object is"),
    "__module__": ("the module of a class is the one that it stands in", "leave it out"),
    "__qualname__": ("the name of a class is the one that it is defined by", "leave it out"),
}
