"""The settings are in pyproject.toml. What they can't say: a wheel holds the playground's page where it is built."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py

PAGE = Path(__file__).parent / "playground" / "dist"


class BuildWithPage(build_py):
    def run(self) -> None:
        super().run()
        if PAGE.is_dir() and not self.editable_mode:
            copytree(PAGE, Path(self.build_lib) / "weft_server" / "page", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithPage})
