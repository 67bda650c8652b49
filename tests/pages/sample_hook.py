"""What the plugin will give the theme, for the sample site."""

from sample_site import read_words


def on_env(env, config, files):
    """Hand the theme the mapping that the plugin gives it."""
    env.globals["regesto"] = {
        "csp": "default-src 'self' 'unsafe-inline' file:; img-src 'self' data: file:; connect-src 'self' file:",
        "lang": "it",
        "og_locale": "it_IT",
        "alternates": [
            {"lang": "it", "href": "index.html", "hreflang": "it", "name": "Italiano"},
            {"lang": "en", "href": "en/index.html", "hreflang": "en", "name": "English"},
        ],
        "og_type": "website",
        "version": "1.0",
        "words": {f"notfound.{key}": text for key, text in read_words("it").find("notfound").items()},
    }
    return env
