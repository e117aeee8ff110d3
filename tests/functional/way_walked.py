"""One child's way walked through the pages by those who work on it, with what was asked where, and what it cost.

Every input that records a fact says which; no fact is asked for on two kinds of page, or twice on one.
"""

import time
from collections import Counter, defaultdict
from urllib.parse import urlsplit

from django.urls import resolve

TAB_STOPS = """button => {
  const kinds = ['a[href]', 'input:not([type=hidden])', 'select', 'textarea', 'button', 'summary'];
  const stops = [...document.querySelectorAll(kinds.map(kind => `main ${kind}`).join(','))]
    .filter(one => one.offsetParent !== null && one.tabIndex >= 0);
  const names = new Set();
  let count = 0;
  for (const one of stops) {
    if (one.type === 'radio') { if (names.has(one.name)) continue; names.add(one.name); }
    count += 1;
    if (one === button) break;
  }
  return count;
}"""
OF_PAGE = "[...document.querySelectorAll('main [data-fact]')].map(one => one.dataset.fact).filter(Boolean)"


class Way:
    """One child's way through the pages: what was asked where, and what it cost in seconds, forms and Tab stops."""

    def __init__(self, child):
        self.at, self.began = f"/children/{child}/", time.monotonic()
        self.kinds = defaultdict(set)
        self.sent = Counter()
        self.pages = self.forms = self.tabs = 0

    def visit(self, watched, path):
        """Open a page of the child and note which facts it asks for."""
        watched.visit(f"{self.at}{path}")
        self.note(watched)

    def note(self, watched):
        """Note on which kind of page each fact is asked for."""
        self.pages += 1
        path = urlsplit(watched.page.url).path
        view = getattr(resolve(path).func, "__wrapped__", resolve(path).func).__name__
        facts = set(watched.page.evaluate(OF_PAGE))
        for fact in facts:
            self.kinds[fact].add(view)
        return path, facts

    def send(self, watched, button="Write it down", of="", **answers):
        """Answer by the names of the fields, count the Tab stops to the button, and send; nothing may be refused.

        `of` says of whom, where one page asks the same of several people.
        """
        page, main = watched.page, watched.page.locator("main")
        path, facts = self.note(watched)
        for name, value in answers.items():
            answer(main, name, value)
        pressed = main.get_by_role("button", name=button, exact=True).first
        self.tabs += pressed.evaluate(TAB_STOPS)
        self.forms += 1
        self.sent.update((fact, path, of, watched) for fact in facts)
        with page.expect_navigation():
            pressed.click()
        refused = page.locator(".govuk-error-summary")
        assert not refused.count(), f"{path}: {refused.inner_text()}"

    def facts_asked_twice(self):
        """Return the facts that two kinds of page ask for, or that one person had to send twice of the same thing."""
        in_two_places = {fact: views for fact, views in self.kinds.items() if len(views) > 1}
        return in_two_places, [what[:3] for what, times in self.sent.items() if times > 1]

    def told(self, what):
        """Print what the way cost."""
        seconds = time.monotonic() - self.began
        print(f"\n{what}: {seconds:.0f} s, {self.pages} pages, {self.forms} forms sent, {self.tabs} Tab stops")


def answer(main, name, value):
    """Fill in one field by its name: choose, tick the first box, select, or type."""
    box = main.locator(f'[name="{name}"]')
    kind = box.first.evaluate("one => one.type || one.tagName")
    if kind == "radio":
        main.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        box.first.check()
    elif kind.startswith("select"):
        box.select_option(value)
    else:
        box.fill(value)


def read_the_file(way, manager, reader, ids):
    """The manager names a second worker, who signs in, reads, writes down an event and finishes."""
    way.visit(manager, "file-read/")
    manager.page.get_by_role("button", name="Name a reader", exact=True).click()
    manager.page.get_by_label("Who reads the file?").select_option(label=f"{ids['reader']} (second worker)")
    way.send(manager, "Name the reader", sources="Assessments of 2019")
    reader.visit("/")
    reader.page.get_by_role("link", name=f"{ids['name']} Exemplar: read the file").first.click()
    reader.page.get_by_role("button", name="Declare this", exact=True).click()
    reader.page.get_by_label("I have no relationship to this family").check()
    way.send(reader, "Declare this")
    reader.page.get_by_role("link", name="Add an event from Assessments of 2019").first.click()
    reader.page.get_by_label("What happened?").fill(f"A fire in the kitchen; {ids['name']} hid for hours.")
    reader.page.get_by_role("group", name="When?", exact=True).get_by_label("Year").fill("2019")
    reader.page.get_by_label("What kind of event is it?").select_option(label="Harm or worry")
    way.send(reader, "Save")
    reader.page.get_by_role("link", name="Say if you read it (Assessments of 2019)").first.click()
    reader.page.get_by_role("radio", name="Yes").check()
    way.send(reader, "Save")
    reader.page.get_by_role("button", name="Finish the reading", exact=True).click()
    reader.page.get_by_label("What does the file tell").fill("One fire, told nowhere else.")
    way.send(reader, "Save")


def assess(way, worker, ids):
    """Write down what child and mother said, who is assessed, what each wants and has shown, and every core factor."""
    for person, words in ((ids["name"], "I want to go home when it is calm."), ("Mo", "I am ready, and I am afraid.")):
        way.visit(worker, "voices/add/")
        worker.page.get_by_role("radio", name=person).first.check()
        worker.page.locator('main [name="words"]').fill(words)
        worker.page.locator('main [name="how"]').first.check()
        press_save(way, worker, person)
    way.visit(worker, "return-home/assessment/parents/")
    worker.page.get_by_label("Mo Exemplar").check()
    way.send(worker)
    way.visit(worker, "return-home/assessment/views/child/")
    way.send(worker, wish="all_want")
    way.visit(worker, f"return-home/assessment/views/parent/{ids['mother']}/")
    way.send(worker, wish="all_want")
    way.visit(worker, f"return-home/assessment/change/{ids['mother']}/")
    texts = {"must_change": "Be home at night.", "motivation": "For the child.", "offered": "Help on two days a week."}
    way.send(worker, change="shown", seen_apart="yes", evidence=0, **texts)
    way.visit(worker, "return-home/assessment/")
    worker.assert_accessible()
    not_known = worker.page.get_by_role("heading", name="What nobody has looked at").locator("+ ul a")
    for href in [link.get_attribute("href") for link in not_known.all()]:
        way.visit(worker, href.removeprefix(way.at))
        box = worker.page.locator('main [name="rating"][value="addressed"]')
        rating = "absent" if box.count() else "present"
        way.send(worker, rating=rating, words="As the chronology shows.", evidence=0)
    way.visit(worker, "return-home/assessment/")
    assert "All that is asked in every case has been looked at." in worker.page.inner_text("main")


def press_save(way, worker, of):
    """Send a form of the chronology, whichever word its button has."""
    name = worker.page.locator("main form button[type=submit], main form button:not([type])").first.inner_text()
    way.send(worker, name.strip(), of)


def classify_apart(way, worker, manager):
    """Both classify, neither seeing the other's answer first; then one writes down what they agree on."""
    secret = "Mo told me at the door that she is afraid of the nights."
    for watched, why in ((worker, secret), (manager, "One parent, and nobody else at night.")):
        way.visit(watched, "return-home/classification/")
        assert secret not in watched.page.inner_text("main")
        way.visit(watched, "return-home/classification/write/")
        assert "What the assessment proposes" in watched.page.inner_text("main")
        found = {"risks": "none", "protection": "some", "change": "shown", "wish": "all_want"}
        way.send(watched, level="3", why=why, **found)
    way.visit(manager, "return-home/classification/")
    assert secret in manager.page.inner_text("main")
    manager.assert_accessible()
    way.visit(manager, "return-home/classification/agree/")
    way.send(manager, level="3", words="Both say medium.")
    way.visit(worker, "return-home/done/first_classification/")
    way.send(worker)
