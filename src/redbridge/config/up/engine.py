"""Translation, as the one who starts a site meets it: said in one line, or brought in the background."""

from functools import partial

from redbridge.config import env
from redbridge.config.up.children import Child, how
from redbridge.config.up.house import House
from redbridge.config.up.words import say
from redbridge.translation.addresses import addresses
from redbridge.translation.packages.folders import engines_folder, lacking
from redbridge.translation.packages.found import found

HINT = ("No translation engine yet: people read originals. `redbridge up --pull` brings one that runs here, or name one in "
        "REDBRIDGE_TRANSLATION_URL.")


class Errand(Child):
    """A child that does one thing and ends; how it ended is said once."""

    def tend(self) -> bool:
        """Start it once. True when it was started or ended: word of what runs has changed."""
        if self.process and self.process.poll() is not None:
            self._end(self.process.returncode)
            return True
        if self.process or self._born:
            return False
        self.process, self._born = self.make(), 1.0
        return True

    def patience(self) -> float:
        """Its end wakes us."""
        return 60.0

    def _end(self, code: int) -> None:
        self.process = None
        say("Translation is ready." if not code else
            f"No translation yet ({how(code)}; why is above): `redbridge pull_engine --site` tries again. The site goes on.")


def see_to(house: House) -> None:
    """Bring what the site's languages lack where that was asked for; else say how, where nothing translates."""
    values = env.load(house.plan.settings)
    url = values["REDBRIDGE_TRANSLATION_URL"]
    folder = engines_folder(url, values["REDBRIDGE_DATA"])
    in_process = not url or any(one.kind == "inprocess" for one in addresses(url))
    if not house.plan.pull:
        if not url and not found(folder):
            say(HINT)
    elif not in_process:
        say("Nothing is pulled: REDBRIDGE_TRANSLATION_URL names other engines. Add `local:` to it.")
    elif lacking(folder, values["REDBRIDGE_LANGUAGES"]):
        say(f"Bringing translation into {folder}, while the site is up.")
        house.send(Errand("pulling of engines", partial(house.begin, "pull_engine", "--site")))
