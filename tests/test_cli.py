"""The command line as people use it: every command, its exit status, and what it says where."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from pressinvite.cli import main
from pressinvite.language.catalogues import SPOKEN

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
LUND = str(SAMPLES / "malmo-lund-2012.txt")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "en")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(arguments)
    except SystemExit as stop:  # argparse's --help and --version
        status = int(stop.code or 0)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out, said.err


def test_version(capsys) -> None:
    assert run(capsys, "--version") == (0, "pressinvite 0.1.0\n", "")


@pytest.mark.parametrize("command", [(), ("read",), ("check",), ("export",), ("init",), ("completion",)])
@pytest.mark.parametrize(
    ("language", "example"),
    [("sv", "Exempel: pressinvite"), ("en", "Example: pressinvite"), ("fi", "Esimerkki: pressinvite")],
)
def test_every_command_has_help_with_an_example(capsys, monkeypatch, command, language, example) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", language)
    status, out, _ = run(capsys, *command, "--help")
    assert status == 0
    assert example in out


def test_swedish_help_has_no_english_left(capsys, monkeypatch) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "sv")
    _, out, _ = run(capsys, "export", "--help")
    assert out.startswith("användning: pressinvite export")
    for english in ("usage", "positional", "options", "show this", "Example", "the "):
        assert english not in out


def test_finnish_help_has_no_english_left(capsys, monkeypatch) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "fi")
    _, out, _ = run(capsys, "export", "--help")
    assert out.startswith("käyttö: pressinvite export")
    for english in ("usage", "positional", "options", "show this", "Example", "the "):
        assert english not in out


def test_wrong_use_is_told_in_finnish(capsys, monkeypatch) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "fi")
    status, out, err = run(capsys, "read", LUND, "--format", "xml")
    assert (status, out) == (2, "")
    assert "'xml' ei ole sallittu valinta (vaihtoehdot: " in err


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "sv_SE"}, "sv"),
        ({"LANG": "fil_PH.UTF-8"}, "en"),  # Filipino
        ({"LANG": "et_EE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "PRESSINVITE_LANGUAGE": "sv"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "PRESSINVITE_LANGUAGE": "FI"}, "fi"),
    ],
)
def test_messages_speak_the_language_of_the_computer(capsys, monkeypatch, environment, language) -> None:
    for name in ("PRESSINVITE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    _, out, _ = run(capsys, "--help")
    assert {"sv": "användning: ", "fi": "käyttö: ", "en": "usage: "}[language] in out.splitlines()[0]


@pytest.mark.parametrize(
    "arguments", [(), ("exprt",), ("export",), ("export", LUND), ("read", LUND, "--published", "i går")]
)
def test_wrong_use_is_two_and_says_what(capsys, arguments) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert "error" in err


def test_read_prints_json_yaml_and_text(capsys) -> None:
    status, out, _ = run(capsys, "read", LUND, "--published", "2012-01-20", "--format", "json")
    answer = json.loads(out)
    assert status == 0
    assert answer["meetings"][0]["start"] == "2012-01-25T15:00"
    assert (
        {"code", "severity", "field", "text", "line", "column"} == set(answer["findings"][0])
        if answer["findings"]
        else True
    )
    _, out, _ = run(capsys, "read", LUND, "--published", "2012-01-20")
    assert "start: 2012-01-25T15:00\n" in out
    _, out, _ = run(capsys, "read", LUND, "--published", "2012-01-20", "--format", "text")
    assert "Wednesday 25 January 2012, 15:00–15:45" in out


def test_read_gives_back_what_it_wrote(capsys, tmp_path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    assert run(capsys, "read", LUND, "--published", "2012-01-20", "--output", str(one))[:2] == (0, "")
    assert run(capsys, "read", str(one), "--output", str(two))[0] == 0
    first, second = one.read_text("utf-8").splitlines(), two.read_text("utf-8").splitlines()
    assert (
        first[0]
        == f"# Read from malmo-lund-2012.txt. Correct what is wrong, then run: pressinvite export {one} -o invitations"
    )
    assert second[0] == f"# Correct what is wrong, then run: pressinvite export {two} -o invitations"
    assert first[1:] == second[1:]


def test_standard_input_is_a_source(capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(LUND).read_bytes())))
    status, out, _ = run(capsys, "read", "-", "--published", "2012-01-20")
    assert status == 0
    assert "2012-01-25T15:00" in out


def test_no_meeting_is_an_answer_to_read_and_an_error_to_check_and_export(capsys, tmp_path) -> None:
    text = tmp_path / "x.txt"
    text.write_text("Kommunen har köpt nya bussar. De är gröna.\n", "utf-8")
    status, out, err = run(capsys, "read", str(text))
    assert (status, out) == (0, "")
    assert "[no-meeting]" in err
    assert run(capsys, "check", str(text))[0] == 1
    assert run(capsys, "export", str(text), "-o", str(tmp_path / "out"))[0] == 1
    assert not (tmp_path / "out").exists()


def test_export_writes_five_files_and_names_them(capsys, tmp_path) -> None:
    out = tmp_path / "out"
    status, said, _ = run(capsys, "export", LUND, "--published", "2012-01-20", "-o", str(out))
    stem = "2012-01-25-dags-for-nasta-steg-i-malmolundsamarbetet"
    names = sorted(f"{stem}.{ending}" for ending in ("eml", "html", "ics", "txt", "yaml"))
    assert status == 0
    assert sorted(path.name for path in out.iterdir()) == names
    assert sorted(Path(line.split("  ")[0]).name for line in said.splitlines()) == names


def test_export_makes_the_formats_that_are_asked_for(capsys, tmp_path) -> None:
    sample, out = str(SAMPLES / "bjorkvik" / "teams.yaml"), tmp_path / "out"
    assert run(capsys, "export", sample, "-o", str(out), "--format", "ninjs, CSV,")[0] == 0
    made = {path.name.partition("2028")[2] for path in out.iterdir()}
    assert made == {".ninjs.json", ".csv", ".en.ninjs.json", ".en.csv", ".yaml"}
    status, _, err = run(capsys, "export", sample, "-o", str(out), "--format", "ics,nijs")
    assert (status, "ninjs" in err) == (2, True)


def test_help_names_every_format(capsys) -> None:
    from pressinvite.exchange.formats import FORMATS

    out = " ".join(run(capsys, "export", "--help")[1].split())
    assert [name for name in FORMATS if f"{name}," not in out and f"{name} " not in out] == []


def test_an_agencys_event_is_exported_and_never_written_over(capsys, tmp_path) -> None:
    sample, out = str(SAMPLES / "bjorkvik" / "moved.yaml"), tmp_path / "out"
    run(capsys, "export", sample, "-o", str(out), "--format", "ninjs")
    (event,) = out.glob("*om.ninjs.json")
    before = event.read_bytes()
    assert run(capsys, "export", str(event), "-o", str(out), "--format", "ics,ninjs")[0] == 0
    assert event.read_bytes() == before  # it is the source
    (calendar,) = out.glob("*om.ics")
    assert b"UID:storgatan@bjorkvik.example" in calendar.read_bytes()


def test_the_same_text_makes_the_same_octets(capsys, tmp_path) -> None:
    for name in ("a", "b"):
        assert run(capsys, "export", LUND, "--published", "2012-01-20", "-o", str(tmp_path / name))[0] == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_the_yaml_beside_the_results_is_the_source_from_then_on(capsys, tmp_path) -> None:
    run(capsys, "export", LUND, "--published", "2012-01-20", "-o", str(tmp_path / "a"))
    (yaml,) = (tmp_path / "a").glob("*.yaml")
    status, _, err = run(capsys, "export", str(yaml), "-o", str(tmp_path / "b"))
    assert status == 0
    assert "uid-not-kept" not in err
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_corrections_made_by_hand_are_never_written_over(capsys, tmp_path) -> None:
    out = str(tmp_path)
    run(capsys, "export", LUND, "--published", "2012-01-20", "-o", out)
    (yaml,) = tmp_path.glob("*.yaml")
    assert "changed-by-hand" not in run(capsys, "export", LUND, "--published", "2012-01-20", "-o", out)[2]
    corrected = yaml.read_text("utf-8").replace("Helene Persson", "Helena Persson") + "# min anteckning\n"
    yaml.write_text(corrected, "utf-8")
    status, _, err = run(capsys, "export", LUND, "--published", "2012-01-20", "-o", out)
    assert (status, "[changed-by-hand]" in err) == (0, True)
    assert yaml.read_text("utf-8") == corrected
    status, _, err = run(capsys, "export", str(yaml), "-o", out)
    assert (status, "[changed-by-hand]" in err) == (0, False)
    assert yaml.read_text("utf-8") == corrected
    (page,) = tmp_path.glob("*.html")
    assert "Helena Persson" in page.read_text("utf-8")


def test_a_new_time_needs_a_higher_sequence_and_a_new_moment(capsys, tmp_path) -> None:
    run(capsys, "export", LUND, "--published", "2012-01-20", "-o", str(tmp_path))
    (yaml,), (ics,) = tmp_path.glob("*.yaml"), tmp_path.glob("*.ics")
    before = ics.read_text("utf-8")
    yaml.write_text(yaml.read_text("utf-8").replace("T15:00", "T16:00").replace("T15:45", "T16:45"), "utf-8")
    status, _, err = run(capsys, "export", str(yaml), "-o", str(tmp_path))
    assert (status, "[stale-sequence]" in err) == (1, True)
    assert ics.read_text("utf-8") == before
    yaml.write_text(yaml.read_text("utf-8").replace("uid:", "sequence: 1\nuid:"), "utf-8")
    assert run(capsys, "export", str(yaml), "-o", str(tmp_path))[0] == 0
    after = ics.read_text("utf-8")
    assert "SEQUENCE:1" in after
    assert re.search(r"DTSTAMP:(\w+)", after)[1] > re.search(r"DTSTAMP:(\w+)", before)[1]


def test_two_meetings_alike_in_all_but_time_are_two(capsys, tmp_path) -> None:
    two = tmp_path / "two.yaml"
    two.write_text("title: Träff\nstart: 2027-03-10T09:00\n---\ntitle: Träff\nstart: 2027-03-10T15:00\n", "utf-8")
    assert run(capsys, "export", str(two), "-o", str(tmp_path / "o"))[0] == 0
    files = list((tmp_path / "o").glob("*.ics"))
    assert len({re.search(r"UID:(\S+)", path.read_text("utf-8"))[1] for path in files}) == 2
    two.write_text(two.read_text("utf-8").replace("start", "uid: same\nstart"), "utf-8")
    status, _, err = run(capsys, "export", str(two), "-o", str(tmp_path / "o"))
    assert (status, "[uid-twice]" in err) == (1, True)


def test_nothing_is_left_of_an_export_that_the_disk_refuses(capsys, tmp_path) -> None:
    meeting = tmp_path / "m.yaml"
    meeting.write_text("title: Hej\nstart: 2027-03-10T15:00\nuid: x\n", "utf-8")
    (tmp_path / "o" / "2027-03-10-hej.txt").mkdir(parents=True)
    assert run(capsys, "export", str(meeting), "-o", str(tmp_path / "o"))[0] == 4
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["2027-03-10-hej.txt"]


@pytest.mark.parametrize("command", [("check", "a" * 300 + "/b.yaml"), ("init", "a" * 300), ("read", "a" * 5000)])
def test_names_that_no_disk_takes_are_told(capsys, monkeypatch, tmp_path, command) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsys, *command)
    assert status in (1, 4)
    assert ": error: " in err or status == 1


def test_bad_settings_of_one_source_do_not_stop_the_check_of_another(capsys, tmp_path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pressinvite.toml").write_text("[organisation]\nlanguages = ['sv', '../../x']\n", "utf-8")
    for name in ("bad/m.yaml", "m.yaml"):
        (tmp_path / name).write_text("title: Hej\nstart: 2027-03-10T15:00\nuid: x\n", "utf-8")
    status, out, _ = run(
        capsys, "check", str(tmp_path / "bad" / "m.yaml"), str(tmp_path / "m.yaml"), "--format", "json"
    )
    first, second = json.loads(out)
    assert status == 4
    assert [finding["code"] for finding in first["findings"]] == ["unspoken-language"]
    assert "no-contact" in [finding["code"] for finding in second["findings"]]


def test_patterns_are_spelled_out_where_the_shell_does_not(capsys, tmp_path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"title: {name}\nstart: 2027-03-10\nuid: {name}\n", "utf-8")
    assert run(capsys, "export", str(tmp_path / "*.yaml"), "-o", str(tmp_path / "o"))[0] == 0
    assert len(list((tmp_path / "o").glob("*.ics"))) == 2
    assert "[no-file]" in run(capsys, "export", str(tmp_path / "*.txt"), "-o", str(tmp_path / "o"))[2]


def test_a_bad_source_does_not_stop_the_good_ones(capsys, tmp_path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: x\nstart: 2027-02-31T10:00\n", "utf-8")
    status, out, err = run(
        capsys,
        "export",
        str(bad),
        str(tmp_path / "none.txt"),
        LUND,
        "--published",
        "2012-01-20",
        "-o",
        str(tmp_path / "o"),
    )
    assert status == 1
    assert len(out.splitlines()) == 5
    assert f"{bad}:2:8: error" in err
    assert "[no-file]" in err
    assert "nothing is written before that is corrected" in err


def test_uncertain_essentials_stop_until_accepted(capsys, tmp_path) -> None:
    text = tmp_path / "anslag.txt"
    text.write_text(
        "Pressträff om bron\n\nTid: fredag den 3 september 2026 kl. 10.00\nPlats: Rådhuset, Lund\n", "utf-8"
    )
    status, out, err = run(capsys, "export", str(text), "-o", str(tmp_path / "o"))
    assert (status, out) == (1, "")
    assert f"{text}:3:6: warning" in err
    assert "3 September 2026 is a Thursday" in err
    assert err.splitlines()[-1].endswith("nothing was written: confirm with --accept-uncertain, or correct the text")
    assert '  beginning  Thursday 3 September 2026, 10:00  (3:6 "fredag den 3 september 2026 kl. 10.00")\n' in err
    assert f"  pressinvite read {text} --output {text.with_suffix('.yaml')}\n" in err
    assert err.splitlines()[-7:] == run(capsys, "check", str(text))[1].splitlines()[-7:]
    assert run(capsys, "check", str(text))[0] == 1
    assert run(capsys, "export", str(text), "-o", str(tmp_path / "o"), "--accept-uncertain")[0] == 0


def test_what_was_read_can_be_corrected_and_exported(capsys, tmp_path) -> None:
    text, yaml = tmp_path / "anslag.txt", tmp_path / "anslag.yaml"
    text.write_text(
        "Pressträff om bron\n\nTid: fredag den 3 september 2027 kl. 10.00\nPlats: Rådhuset, Lund\n", "utf-8"
    )
    text.write_text(text.read_text("utf-8").replace("fredag", "lördag"), "utf-8")
    assert run(capsys, "export", str(text), "-o", str(tmp_path / "o"))[0] == 1
    assert run(capsys, "read", str(text), "--output", str(yaml))[0] == 0
    written = yaml.read_text("utf-8")
    assert '# uncertain (line 3, "lördag"): the weekday does not match the date.' in written
    assert "null" not in written
    assert "evidence" not in written
    corrected = written.replace("2027-09-03T10:00", "2027-09-04T10:00")
    yaml.write_text(corrected, "utf-8")
    status, _, err = run(capsys, "export", str(yaml), "-o", str(tmp_path / "o"))
    assert (status, "[weekday]" in err, "[unconfirmed]" in err) == (1, False, True)
    yaml.write_text("".join(line for line in corrected.splitlines(True) if not line.startswith("#")), "utf-8")
    status, _, err = run(capsys, "export", str(yaml), "-o", str(tmp_path / "o"))
    assert (status, "[unconfirmed]" in err, "[uid-not-kept]" in err) == (0, False, False)
    (ics,) = (tmp_path / "o").glob("*.ics")
    assert "20270904T100000" in ics.read_text("utf-8")


def test_two_meetings_of_one_text_can_be_exported_as_they_were_read(capsys, tmp_path) -> None:
    text, yaml = tmp_path / "x.txt", tmp_path / "x.yaml"
    text.write_text(
        "Pressvisning av bron\n\nPressen är välkommen till två tillfällen.\n\nTid: onsdag 10 mars 2027 kl. 10.00\n"
        "Plats: Bron, Lund\n\nTid: onsdag 10 mars 2027 kl. 15.00\nPlats: Bron, Lund\n", "utf-8"
    )  # fmt: skip
    assert run(capsys, "read", str(text), "--published", "2027-02-20", "--output", str(yaml))[0] == 0
    assert yaml.read_text("utf-8").count("\nuid: ") == 2
    assert run(capsys, "export", str(yaml), "-o", str(tmp_path / "o"))[0] == 0
    assert len(list((tmp_path / "o").glob("*.ics"))) == 2


def test_read_explains_to_people_and_to_programs(capsys) -> None:
    told = ("read", LUND, "--published", "2012-01-20", "--explain")
    _, out, err = run(capsys, *told)
    assert out.startswith("# Read from malmo-lund-2012.txt.")
    assert "How sure" in err
    assert 'not 43:29 "kl. 8-17": stands in what the newsroom adds to every release' in err
    _, out, _ = run(capsys, *told, "--format", "text")
    assert out.startswith("Field ")
    assert out in err
    _, out, err = run(capsys, *told, "--format", "json")
    assert err == ""
    evidence = json.loads(out)["meetings"][0]["evidence"]
    assert evidence["start"]["certainty"] == "sure"
    assert evidence["start"]["rejected"][0]["reason"] == "footer"


def test_two_sources_never_share_a_name(capsys, tmp_path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: Samma\nstart: 2027-03-10T10:00\nuid: {name}@x.example\n", "utf-8"
        )
    out = tmp_path / "o"
    arguments = ["export", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), "-o", str(out)]
    for _ in range(2):  # a second run finds the first one's files
        assert run(capsys, *arguments)[0] == 0
        assert sorted(path.name for path in out.glob("*.ics")) == ["2027-03-10-samma-2.ics", "2027-03-10-samma.ics"]
    assert run(capsys, "export", str(tmp_path / "b.yaml"), "-o", str(out))[0] == 0
    assert len(list(out.glob("*.ics"))) == 2


def test_languages_of_the_organisation_are_all_made(capsys, tmp_path) -> None:
    status, _, _ = run(capsys, "export", str(SAMPLES / "bjorkvik" / "registration.yaml"), "-o", str(tmp_path))
    assert status == 0
    endings = {path.name.partition(".")[2] for path in tmp_path.iterdir()}
    assert endings == {"ics", "html", "eml", "txt", "yaml", "en.ics", "en.html", "en.eml", "en.txt"}


def test_rsvp_needs_a_recipient_and_a_sender(capsys, tmp_path) -> None:
    status, _, err = run(capsys, "export", LUND, "-o", str(tmp_path), "--form", "rsvp")
    assert (status, "rsvp-without-recipient" in err) == (2, True)
    status, _, err = run(capsys, "export", LUND, "-o", str(tmp_path), "--form", "rsvp", "--to", "a@b.example")
    assert status == 2
    assert list(tmp_path.iterdir()) == []
    status, _, err = run(capsys, "export", LUND, "-o", str(tmp_path), "--to", "a@b.example\nBcc: c@d.example")
    assert (status, "bad-recipient" in err) == (2, True)


def test_a_disk_that_refuses_is_four(capsys, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    status, out, err = run(capsys, "export", LUND, "--published", "2012-01-20", "-o", str(tmp_path / "file"))
    assert (status, out) == (4, "")
    assert "[disk]" in err


def test_bad_settings_are_four_and_told_with_their_line(capsys, tmp_path) -> None:
    shutil.copy(SAMPLES / "bjorkvik" / "teams.yaml", tmp_path)
    (tmp_path / "pressinvite.toml").write_text("[organisation]\naccent = '#ffee00'\n")
    status, _, err = run(capsys, "export", str(tmp_path / "teams.yaml"), "-o", str(tmp_path / "o"))
    assert status == 4
    assert f"{tmp_path / 'pressinvite.toml'}:2:" in err


def test_a_broken_template_is_four_and_told_with_its_line(capsys, tmp_path) -> None:
    shutil.copy(SAMPLES / "bjorkvik" / "teams.yaml", tmp_path)
    (tmp_path / "pressinvite.toml").write_text("")
    own = tmp_path / "templates" / "invitation"
    own.mkdir(parents=True)
    (own / "page.html").write_text("<p>\n{{ i.heading.text }\n", "utf-8")
    status, out, err = run(capsys, "export", str(tmp_path / "teams.yaml"), "-o", str(tmp_path / "o"))
    assert (status, out) == (4, "")
    assert "page.html:2" in err
    assert not (tmp_path / "o").exists()


def test_init_makes_a_folder_that_exports(capsys, tmp_path, monkeypatch) -> None:
    for language in SPOKEN:
        monkeypatch.setenv("PRESSINVITE_LANGUAGE", language)
        folder = tmp_path / language
        assert run(capsys, "init", str(folder))[0] == 0
        status, _, err = run(capsys, "export", str(folder / "meetings" / "sample.yaml"), "-o", str(folder / "public"))
        assert status == 0, err
        assert ": warning" not in err
        assert run(capsys, "init", str(folder))[0] == 4


def test_check_prints_the_layout_of_the_design(capsys, tmp_path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text("title: x\nstart: 2027-03-10T15:00\nend: 2027-03-10T14:00\nplace: {text: Lund}\n", "utf-8")
    status, out, _ = run(capsys, "check", str(path))
    assert status == 1
    lines = out.splitlines()
    assert lines[0] == f"{path}:3:6: error: the meeting ends before it begins [end-before-start]"
    assert lines[1].strip() == "3 | end: 2027-03-10T14:00"
    assert lines[2].strip() == "| " + " " * 5 + "^" * 16 or lines[2].strip().endswith("^" * 16)


def test_check_answers_programs_in_json(capsys) -> None:
    status, out, err = run(capsys, "check", "--format", "json", str(SAMPLES / "bjorkvik" / "teams.yaml"))
    (answer,) = json.loads(out)
    assert (status, err) == (0, "")
    assert answer["source"].endswith("teams.yaml")


@pytest.mark.parametrize(
    "name",
    ["malmo-lund-2012.yaml", *(f"bjorkvik/{path.name}" for path in (SAMPLES / "bjorkvik").glob("*.[ty][xa][tm]*"))],
)
def test_samples_are_sound(capsys, name) -> None:
    status, _, _ = run(capsys, "check", str(SAMPLES / name), "--published", "2027-01-10")
    assert status == 0
