from tests.infer.helpers import check

__all__ = ["check"]
