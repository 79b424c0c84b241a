"""Whether server/OPERATING.md and server/Containerfile say what is so, and whether the tools that their configurations
are for can read them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from weft_server.connections import Connections
from weft_server.environment import read_settings
from weft_server.jobs import Kind
from weft_server.metrics import Metrics
from weft_server.settings import PREFIX, Settings

SERVER = Path(__file__).parents[2] / "server"
ROOT = SERVER.parent
PAGE = (SERVER / "OPERATING.md").read_text("utf-8")
README = (SERVER / "README.md").read_text("utf-8")
CONTAINERFILE = (SERVER / "Containerfile").read_text("utf-8")
#: what the examples use for a certificate
CERTIFICATES = "/etc/letsencrypt/live/weft.example"


def blocks(language: str) -> list[str]:
    """The page's configurations in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def number(pattern: str, text: str = PAGE) -> int:
    """The one number that a pattern finds, wherever it is said."""
    [found] = set(re.findall(pattern, text))
    return int(found)


def instructions() -> list[tuple[str, str]]:
    """Of the Containerfile, each with what it says; lines that go on are one."""
    lines = [line for line in CONTAINERFILE.splitlines() if line and not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in whole.splitlines())]


def last_stage() -> dict[str, str]:
    """What stands in the image that comes of it; of instructions of one name, the last."""
    made = instructions()
    start = max(index for index, (name, _) in enumerate(made) if name == "FROM")
    return dict(made[start:])


def image_environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in last_stage()["ENV"].split())


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """As they are where nothing is set."""
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    return read_settings()


def tool(name: str) -> str:
    """A program of the system, or the test is skipped."""
    found = shutil.which(name, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


def run(folder: Path, *command: str) -> str:
    """What a command says; it must succeed."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


# -- settings and metrics ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [PAGE, README, CONTAINERFILE], ids=["OPERATING.md", "README.md", "Containerfile"])
def test_settings_that_are_named_exist(text: str) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+[A-Z])", text))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_settings_have_rows_in_the_table() -> None:
    section = README.partition("\n## Settings\n")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`([A-Z_]+)`", "".join(cells))) == sorted(name.upper() for name in Settings.model_fields)


def test_metrics_that_are_named_exist() -> None:
    known = set[str]()
    for family in Metrics().registry.collect():
        ends = {"counter": ["_total"], "histogram": ["", "_bucket", "_sum", "_count"]}.get(family.type, [""])
        known |= {family.name + end for end in ends}
    named = set(re.findall(r"\bweft_(?!server|lang)[a-z_]+\b", PAGE))
    assert named and named <= known


def test_labels_in_rules_exist() -> None:
    kinds = {kind.name.lower() for kind in Kind} | {"refused"}
    for values in re.findall(r'outcome=~?"([^"]+)"', PAGE):
        assert set(values.split("|")) <= kinds
    metrics = Metrics()
    for metric in (metrics.compiles, metrics.links, metrics.restricted):
        [described] = metric.describe()
        for label in re.findall(rf"{described.name}(?:_total)?\{{(\w+)=", PAGE):
            assert label in metric._labelnames


# -- numbers -------------------------------------------------------------------------------------------------------


def test_proxies_wait_longer_than_the_server(settings: Settings) -> None:
    longest = 2 * settings.queue_seconds + settings.compile_seconds  # a program may be put back
    assert number(r"proxy_read_timeout (\d+)s") == number(r"response_header_timeout (\d+)s") > longest
    assert number(r"read_body (\d+)s") > settings.request_seconds


def test_proxies_close_idle_connections_before_the_server_does(settings: Settings) -> None:
    [upstream] = re.findall(r"^upstream .*?^}", PAGE, re.DOTALL | re.MULTILINE)
    assert number(r"keepalive_timeout (\d+)s", upstream) < settings.idle_seconds
    assert number(r"\bkeepalive (\d+)s") < settings.idle_seconds


def test_bodies_are_refused_by_the_server(settings: Settings) -> None:
    assert number(r"has (\d+) KiB") == settings.body_bytes / 1024
    assert number(r"client_max_body_size (\d+)m") << 20 > settings.body_bytes


def test_limits_of_the_machine_suffice(settings: Settings) -> None:
    workers = number(r"WEFT_SERVER_WORKERS=(\d+)")
    needed = settings.memory_bytes * (2 * workers + 1) + settings.cache_bytes + settings.held_bytes
    assert number(r"(?:--memory |MemoryMax=)(\d+)[gG]") << 30 > needed
    files = number(r"(?:--ulimit nofile=\d+:|LimitNOFILE=)(\d+)")
    assert files > 2 * Connections(settings, Metrics()).limit + 200
    assert number(r"limit_conn weft (\d+)") == settings.connections_by_address


def test_the_unit_is_of_the_port_that_the_proxies_use(settings: Settings) -> None:
    assert number(r"enable --now weft@(\d+)") == settings.port
    for block in blocks("nginx")[:1] + blocks("caddyfile")[:1]:
        assert number(r"127\.0\.0\.1:(\d+)", block) == settings.port


# -- what is in the configurations ---------------------------------------------------------------------------------


def test_proxies_keep_to_themselves_what_is_not_public() -> None:
    for block in blocks("nginx") + blocks("caddyfile"):
        for path in ("metrics", "healthz", "readyz"):
            assert re.search(rf"\b{path}\b", block)


def test_the_unit_lets_workers_give_things_up() -> None:
    [unit] = blocks("ini")
    assert "KillMode=mixed" in unit  # else SIGTERM would end the programs that it lets finish
    assert "RestrictNamespaces=user net ipc" in unit
    assert "landlock_restrict_self" in unit


def test_nginx_reads_its_configuration(tmp_path: Path) -> None:
    nginx, openssl = tool("nginx"), tool("openssl")
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=weft.example"]
    run(tmp_path, openssl, "req", *options, "-keyout", str(key), "-out", str(certificate))
    whole, prefixed = blocks("nginx")
    inside = whole.index("    location /")
    for number, text in enumerate((whole, f"{whole[:inside]}{prefixed}}}\n")):
        text = text.replace(CERTIFICATES, str(tmp_path))
        text = re.sub(r"(listen \S*?)(80|443)\b", r"\g<1>20\2", text)  # others are for root
        main = tmp_path / f"{number}.conf"
        main.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{text}}}\n")
        run(tmp_path, nginx, "-t", "-q", "-p", str(tmp_path), "-e", "stderr", "-c", str(main))


def test_caddy_reads_its_configuration(tmp_path: Path) -> None:
    caddy = tool("caddy")
    for number, text in enumerate(blocks("caddyfile")):
        file = tmp_path / f"Caddyfile{number}"
        file.write_text(text)
        run(tmp_path, caddy, "validate", "--adapter", "caddyfile", "--config", str(file))


def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    systemd = tool("systemd-analyze")
    [unit] = blocks("ini")
    (tmp_path / "weft@.service").write_text(unit.replace("/opt/weft/bin/weft play", "/bin/true"))
    run(tmp_path, systemd, "verify", "--man=no", f"{tmp_path}/weft@8000.service")


def test_prometheus_reads_its_configuration(tmp_path: Path) -> None:
    promtool = tool("promtool")
    config, rules = blocks("yaml")
    (tmp_path / "prometheus.yml").write_text(config)
    (tmp_path / "weft.rules.yml").write_text(rules)
    said = run(tmp_path, promtool, "check", "config", str(tmp_path / "prometheus.yml"))
    assert f"{rules.count('alert:')} rules found" in said


# -- the image -----------------------------------------------------------------------------------------------------


def test_the_image_is_for_nobody_special() -> None:
    stage = last_stage()
    user, group = stage["USER"].split(":")
    assert int(user) > 0 and int(group) > 0  # numbers: some engines look whether it is root's
    assert f"--uid {user} " in stage["RUN"] and f"--gid {group} " in stage["RUN"]
    assert stage["STOPSIGNAL"] == "SIGTERM"
    assert stage["COPY"].startswith("--from=build ")  # nothing of the clone itself
    assert (stage["ENTRYPOINT"], stage["CMD"]) == ('["weft"]', '["play"]')


def test_the_image_listens_where_it_says() -> None:
    stage, environment = last_stage(), image_environment()
    port = environment[f"{PREFIX}PORT"]
    assert environment[f"{PREFIX}HOST"] == "0.0.0.0"
    assert stage["EXPOSE"] == port and f"127.0.0.1:{port}/healthz" in stage["HEALTHCHECK"]
    assert f"--publish 127.0.0.1:8000:{port} " in PAGE
    assert Path(environment[f"{PREFIX}LINKS_FILE"]).parent == Path(stage["VOLUME"]) == Path(stage["WORKDIR"])
    assert f"--volume weft-links:{stage['VOLUME']}" in PAGE


def test_the_image_holds_no_secret() -> None:
    names = [rest.split("=")[0] for name, rest in instructions() if name == "ARG"] + list(image_environment())
    assert not [name for name in names if re.search(r"SECRET|PASSWORD|TOKEN|KEY", name)]
    assert not re.search(r"\.env\b|id_rsa|://[^/\s]*@", CONTAINERFILE)


def test_the_image_takes_from_a_clone_what_is_there() -> None:
    lines = (SERVER / "Containerfile.dockerignore").read_text().splitlines()
    assert "*" in lines  # all else stays out
    taken = [line.removeprefix("!") for line in lines if line.startswith("!")]
    assert [name for name in taken if not (ROOT / name).exists()] == []
