"""Makes the pictures of the guide for contributors, in every language, from the dossier in this repository.

    python tools/make_guide_pictures.py

needs Chromium (REGESTO_CHROMIUM names another than the one on the path) and Pillow. It builds the site into a temporary
folder, fills in the form as the guide tells, and writes templates/theme/assets/images/guide-<language>-<name>.webp.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "templates" / "theme" / "assets" / "images"

WORDS = {
    "it": {
        "title": "Il ministro smentisce le consegne di razzi",
        "summary": "Il ministro nega che i razzi siano partiti.",
        "says": "Nessun razzo è partito.",
        "origin": "Corea del Nord",
    },
    "en": {
        "title": "The minister denies the delivery of rockets",
        "summary": "The minister denies that the rockets have left.",
        "says": "No rocket has left.",
        "origin": "North Korea",
    },
}
PIECES = {
    "what": ("#part-what", 960),
    "claim": ("[data-field=claims] .item", 1010),
    "errors": ("#result", 420),
}
"""By picture, what it begins with and how many pixels of the page it shows at most."""


def main() -> None:
    """Build the site, take every picture, and say how large they are."""
    chromium = os.environ.get("REGESTO_CHROMIUM") or shutil.which("chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language in WORDS:
            page = browser.new_page(viewport={"width": 980, "height": 1000}, locale=language, bypass_csp=True)
            for name, picture in take(page, site, language):
                save(picture, IMAGES / f"guide-{language}-{name}.webp")
            page.close()
        browser.close()
    sizes = {path.name: path.stat().st_size for path in sorted(IMAGES.glob("guide-*.webp"))}
    sys.stdout.write(
        "".join(f"{size:7d} {name}\n" for name, size in sizes.items()) + f"{sum(sizes.values()):7d} in all\n"
    )


def build(folder: Path) -> Path:
    """Build the site for reading from a disk, as of a project on a forge, and return its folder."""
    for name in ("seeds", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.txt"))
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, folder)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("repo_url: https://github.com/example/dossier\nuse_directory_urls: false\n")
    variables = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, env=variables, check=True)
    return folder / "site"


def take(page: Page, site: Path, language: str):
    """Yield the name and the PNG of every picture in a language."""
    edition = site / language if language != "it" else site
    page.goto((edition / "schede" / "arrivo-soldati-nordcoreani.html").as_uri())
    page.add_style_tag(content=".md-header { position: static }")
    page.locator(".propose").scroll_into_view_if_needed()
    box = page.locator(".propose").bounding_box()
    clip = {"x": max(0, box["x"] - 20), "y": max(0, box["y"] - 90), "width": 400, "height": 190}
    yield "propose", page.screenshot(clip=clip)
    page.goto((edition / "contribuire" / "scheda.html").as_uri())
    page.wait_for_selector("#new-record[data-ready]")
    page.add_style_tag(content=".md-header, .md-tabs { display: none }")
    fill_in(page, WORDS[language])
    for name, (selector, height) in PIECES.items():
        page.evaluate("document.activeElement.blur()")
        box = page.locator(selector).first.bounding_box()
        top = box["y"] + page.evaluate("scrollY")
        clip = {"x": 8, "y": max(0, top - 20), "width": 964, "height": height}
        yield name, page.screenshot(full_page=True, clip=clip)


def fill_in(page: Page, words: dict[str, str]) -> None:
    """Fill in the form as far as the guide's pictures show it, with one thing left out for the check to name."""
    for other, its in WORDS.items():
        page.fill(f"#f-title-{other}", its["title"])
        page.fill(f"#f-summary-{other}", its["summary"])
    page.fill("#f-date", "2024-09~")
    page.fill("#f-topics-1", "misili")
    claim = page.locator("[data-field=claims] > .items > .item").first
    for other, its in WORDS.items():
        claim.locator(f"[data-field=says] [data-language={other}]").fill(its["says"])
    claim.locator("[data-field=source] input").fill("fornitura-truppe")
    claim.locator("[data-field=origin] input").fill(words["origin"])
    claim.locator("[data-field=via] input").fill("Newsweek")
    claim.locator("[data-field=stance] select").select_option("denies")
    page.wait_for_timeout(400)
    page.click("#form-check")
    page.wait_for_timeout(400)


def save(picture: bytes, path: Path) -> None:
    """Write a picture as WebP, without loss: letters stay sharp, and flat colours take little room."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE).convert("RGB")
    image.save(path, "WEBP", lossless=True, quality=100, method=6)


if __name__ == "__main__":
    main()
