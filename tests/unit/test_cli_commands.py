"""The commands keep their promise to scripts: exit codes, files all or none, one sentence and no traceback."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from homeward.cli import main

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def child(name, sex="1"):
    return f"{name},{sex},01/02/2010,WBRI,A,0,\n"


def episode(name, began, ended="", why=""):
    return f"{name},{began},S,C2,N1,U1,PR1,{ended},{why},,,,\n"


@pytest.fixture
def returns(tmp_path):
    """One clean return: twelve exits, seven of them home."""
    folder = tmp_path / "returns" / "2021"
    folder.mkdir(parents=True)
    names = [f"SECRETCHILD{n}" for n in range(12)]
    (folder / "header.csv").write_text(HEADER + "".join(child(name) for name in names))
    ends = ["E4A"] * 7 + ["E13"] * 5
    rows = [episode(name, "01/05/2020", "01/09/2020", why) for name, why in zip(names, ends, strict=True)]
    (folder / "episodes.csv").write_text(EPISODES + "".join(rows))
    return tmp_path / "returns"


@pytest.fixture
def run():
    def run_command(*words):
        return CliRunner().invoke(main, [str(word) for word in words])

    return run_command


def is_one_sentence(result):
    lines = result.stderr.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith("homeward: ") and "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["check", "datapack", "invent", "demo"])
def test_every_command_explains_itself_with_an_example(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.stdout
    assert f"homeward {command}" in result.stdout


def test_check_of_a_clean_return_ends_well(run, returns):
    result = run("check", returns)
    assert result.exit_code == 0
    assert "2021" in result.stdout
    assert "Episodes                12" in result.stdout


def test_check_of_a_return_with_an_error_ends_with_one(run, returns):
    path = returns / "2021" / "episodes.csv"
    path.write_text(path.read_text() + episode("", "01/05/2020"))
    result = run("check", returns)
    assert result.exit_code == 1
    assert "error, 1 times" in result.stdout


def test_check_for_programs_says_the_same(run, returns):
    content = json.loads(run("check", returns, "--json").stdout)
    assert content["years"] == [2021]
    assert content["fates"]["Episodes"] == {"read": 12, "used": 12, "repaired": 0, "set_aside": 0}


def test_a_source_that_is_not_there_is_one_sentence(run, tmp_path):
    for words in (["check", tmp_path / "nowhere"], ["datapack", tmp_path / "nowhere", "--out", tmp_path / "out"]):
        result = run(*words)
        assert result.exit_code == 2
        assert is_one_sentence(result)
    assert not (tmp_path / "out").exists()


def test_datapack_writes_what_was_asked(run, returns, tmp_path):
    out = tmp_path / "pack"
    result = run("datapack", returns, "--out", out, "--formats", "html,json", "--authority", "301")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == ["pack.html", "results.json"]
    content = json.loads((out / "results.json").read_text())
    assert content["as_of"] == "2021-03-31"
    assert content["authority"]["code"] == "E09000002"
    assert content["audience"] == "shareable"


def test_the_authority_asked_for_stands_beside_its_own_published_figures(run, returns, tmp_path):
    words = ["--formats", "html,json", "--authority", "E09000002", "--audience", "internal"]
    assert run("datapack", returns, "--out", tmp_path / "pack", *words).exit_code == 0
    content = json.loads((tmp_path / "pack" / "results.json").read_text())
    beside = [each for each in content["true_for_us"] if each["beside"] == "authority"]
    assert {each["measure"] for each in beside} >= {"looked_after", "exits"}


def test_the_wider_definition_is_written_on_the_pack(run, returns, tmp_path):
    words = ["--formats", "html,json", "--definition", "bristol", "--audience", "internal"]
    assert run("datapack", returns, "--out", tmp_path / "pack", *words).exit_code == 0
    assert json.loads((tmp_path / "pack" / "results.json").read_text())["definition"] == "bristol"
    assert "Farmer and Patsios 2016" in (tmp_path / "pack" / "pack.html").read_text()


def test_datapack_writes_all_four_by_default(run, returns, tmp_path):
    assert run("datapack", returns, "--out", tmp_path / "pack").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "pack").iterdir())
    assert names == ["pack.html", "pack.pdf", "pack.xlsx", "results.json"]


def test_an_internal_pack_shows_what_a_shareable_one_hides(run, returns, tmp_path):
    totals = {}
    for audience in ("internal", "shareable"):
        out = tmp_path / audience
        assert run("datapack", returns, "--out", out, "--formats", "json", "--audience", audience).exit_code == 0
        content = json.loads((out / "results.json").read_text())
        totals[audience] = content["measures"]["returns_home"]["rows"][0]
    assert (totals["internal"]["numerator"], totals["internal"]["denominator"]) == (7, 12)
    assert totals["shareable"]["suppressed"]


def test_a_shareable_pack_names_no_child(run, returns, tmp_path):
    path = returns / "2021" / "episodes.csv"
    path.write_text(path.read_text() + episode("SECRETCHILD99", "01/05/2020", "E4A", "32/13/2020"))
    out = tmp_path / "pack"
    assert run("datapack", returns, "--out", out, "--formats", "html,json").exit_code == 0
    for document in out.iterdir():
        assert "SECRETCHILD" not in document.read_text()
        assert "32/13/2020" not in document.read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--formats", "html,docx"], "docx"),
        (["--formats", ""], "html, pdf, xlsx, json"),
        (["--authority", "E99999999"], "No local authority in England has that code"),
        (["--definition", "mine"], "bristol"),
        (["--as-of", "2019-05-01"], "2020-04-01 to 2021-03-31"),
        (["--as-of", "2021-04-01"], "2020-04-01 to 2021-03-31"),
        (["--as-of", "yesterday"], "yesterday"),
        (["--audience", "public"], "shareable"),
        (["--engine", "abacus"], "duckdb"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_written(run, returns, tmp_path, words, says):
    result = run("datapack", returns, "--out", tmp_path / "pack", *words)
    assert result.exit_code == 2
    assert is_one_sentence(result), result.stderr
    assert says in result.stderr
    assert not (tmp_path / "pack").exists()


def test_a_day_within_the_last_year_counts_up_to_that_day(run, returns, tmp_path):
    words = ["--formats", "html,json", "--as-of", "2020-08-31", "--audience", "internal"]
    assert run("datapack", returns, "--out", tmp_path / "pack", *words).exit_code == 0
    content = json.loads((tmp_path / "pack" / "results.json").read_text())
    assert content["measures"]["returns_home"]["rows"][0]["denominator"] == 0


def test_something_unforeseen_is_one_sentence_without_a_value(run, returns, tmp_path, monkeypatch):
    def burst(*args, **kwargs):
        raise RuntimeError("SECRETCHILD1")

    monkeypatch.setattr("homeward.reports.datapack.prepare", burst)
    result = run("datapack", returns, "--out", tmp_path / "pack")
    assert result.exit_code == 2
    assert is_one_sentence(result)
    assert "SECRETCHILD" not in result.stderr
    shown = CliRunner().invoke(main, ["--debug", "datapack", str(returns), "--out", str(tmp_path / "pack")])
    assert isinstance(shown.exception, RuntimeError)


def test_the_same_invented_council_comes_from_the_same_seed(run, tmp_path):
    for name in ("first", "second"):
        words = ["--in-care", 30, "--years", 2, "--last-year", 2024, "--seed", 7, "--out", tmp_path / name]
        assert run("invent", *words).exit_code == 0
    files = [path.relative_to(tmp_path / "first") for path in (tmp_path / "first").rglob("*.csv")]
    assert len(files) >= 4
    assert all((tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes() for file in files)
    assert run("check", tmp_path / "first").exit_code == 0


def test_help_answers_at_once():
    # Counted in modules, not seconds: none of the heavy ones may be loaded to print the help.
    heavy = "{'polars', 'duckdb', 'narwhals', 'numpy', 'jinja2', 'weasyprint', 'django'}"
    code = f"import sys, homeward.cli; sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_command_as_installed(returns):
    command = [sys.executable, "-c", "from homeward.cli import main; main()", "check", str(returns)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
