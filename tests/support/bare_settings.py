"""The settings of a dossier made in a test, which has nothing to say of itself."""

from regesto.model.dossier import Settings

BARE_SETTINGS = Settings(
    id="test",
    title="Test",
    description="A dossier for tests.",
    version="1",
    languages=["en"],
    editors={"us": {"name": "Us"}},
    licence="CC0",
)
