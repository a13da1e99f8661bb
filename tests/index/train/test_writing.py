from pathlib import Path

import pytest
from safetensors import SafetensorError

from index.errors import TrainingError
from index.train.writing import room_for, whole


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    with whole(path) as partial:
        partial.write_text("new")
        assert path.read_text() == "old"
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.json": "new"}


def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")

    def write() -> None:
        with whole(path) as partial:
            partial.write_text("ne")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), SafetensorError("I/O error: No space left")]
)
def test_a_full_disk_is_told(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(TrainingError) as caught, room_for(tmp_path / "a"):
        raise error
    for word in (str(tmp_path / "a"), "No space left", "make room and run the same command again"):
        assert word in str(caught.value)
