"""A dask cluster on this machine writes the same bytes as one process."""

import shutil

import pytest

from tests.drafting.test_drafts import ARTICLE, drafts, project, run

distributed = pytest.importorskip("distributed", reason="dask is an optional extra: pip install 'regesto[dask]'")

__all__ = ["project"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # distributed and tornado warn of their own sockets and ports
def test_a_local_cluster_writes_the_same_bytes(project):
    for number in range(3):
        shutil.copy(ARTICLE, project / "seeds" / "articles" / f"n{number}.txt")
    arguments = ["draft", "seeds/articles", "--published", "2024-11-20", "--language", "it"]
    run(*arguments)
    one = {path.name: path.read_bytes() for path in drafts(project).parent.glob("*.yml")}
    shutil.rmtree(drafts(project).parent)
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:
        run(*arguments, "--backend", "dask", "--scheduler", cluster.scheduler_address)
    assert {path.name: path.read_bytes() for path in drafts(project).parent.glob("*.yml")} == one
