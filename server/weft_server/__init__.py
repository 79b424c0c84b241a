"""The playground's server: compiles programs in processes of their own, keeps short links, serves the page.

`weft play` starts it (`play.py`); `app.py` puts the parts together.
"""
