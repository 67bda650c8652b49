"""The generated dossiers of the benchmarks are dossiers: what is measured on them is what people have."""

from pathlib import Path

from benchmarks.generate import write_dossier

from regesto.seeds.dossier import read_dossier


def test_no_check_finds_an_error_in_a_generated_dossier(tmp_path: Path) -> None:
    write_dossier(60, tmp_path)
    reading = read_dossier(tmp_path / "seeds")
    assert reading.errors == []
    assert len(reading.dossier.entries) == 60
