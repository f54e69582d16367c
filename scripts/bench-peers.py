"""Compares how naskh and others find the body of texts: bench-peers.py <texts.ndjson> <node> <dist/naskh.js>

Each line of the input has `text` and `body`, the lines of the body. The others read HTML, so they get each line as a
paragraph, which takes from them the elements and classes they go by on real pages: the figures say how they do on plain
text, not how good they are. Accuracy is that of words, with their repetitions: F1, precision and recall, averaged over
the documents. Times are those of the calls alone, best of three runs over all texts, on one core; naskh is timed as a filter, with its start.
Prints JSON.
"""

import html
import json
import subprocess
import sys
import time
from collections import Counter

import justext
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

STOPWORDS = justext.get_stoplist("Arabic")


def wrap(text):
    lines = [line for line in text.split("\n") if line.strip()]
    return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{html.escape(lines[0])}</title></head><body>{"".join(f"<p>{html.escape(line)}</p>" for line in lines)}</body></html>'


def run_justext(page):
    return "\n".join(paragraph.text for paragraph in justext.justext(page.encode(), STOPWORDS) if not paragraph.is_boilerplate)


def run_trafilatura(page):
    return trafilatura.extract(page, include_comments=False, favor_recall=False) or ""


def run_resiliparse(page):
    return extract_plain_text(page, main_content=True)


def score(found, expected):
    precisions, recalls, f1s = [], [], []
    for one, other in zip(found, expected):
        one, other = Counter(one.split()), Counter(other.split())
        common = sum((one & other).values())
        precision = common / max(1, sum(one.values()))
        recall = common / max(1, sum(other.values()))
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(0 if common == 0 else 2 * precision * recall / (precision + recall))
    mean = lambda numbers: round(sum(numbers) / len(numbers), 3)
    return {"f1": mean(f1s), "precision": mean(precisions), "recall": mean(recalls)}


def main():
    file, node, program = sys.argv[1:]
    records = [json.loads(line) for line in open(file, encoding="utf-8")]
    bodies = [record["body"] for record in records]
    pages = [wrap(record["text"]) for record in records]
    rows = []

    # The role spans, so that headline and markup do not count.
    given = "".join(json.dumps({"text": record["text"]}) + "\n" for record in records).encode()
    many = max(1, 1000 // len(records))
    begun = time.perf_counter()
    output = subprocess.run([node, program, "--from", "ndjson", "--no-config", "-q", "-j", "1"], input=given * many, stdout=subprocess.PIPE, check=True).stdout
    rate = len(records) * many / (time.perf_counter() - begun)
    found = []
    for record, line in zip(records, output.decode().split("\n")):
        roles = json.loads(line)["metadata"]["naskh"]["roles"]
        spans = sorted(span for role in ("paragraph", "list-item", "crosshead") for span in roles.get(role, []))
        found.append("\n".join(record["text"][start:end] for start, end, _ in spans))
    rows.append({"name": "naskh", **score(found, bodies), "documentsPerSecond": round(rate)})

    for name, extract in [("trafilatura", run_trafilatura), ("jusText", run_justext), ("resiliparse", run_resiliparse)]:
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            found = [extract(page) for page in pages]
            times.append(time.perf_counter() - begun)
        rows.append({"name": name, **score(found, bodies), "documentsPerSecond": round(len(pages) / min(times))})
    rows.append({"name": "every line", **score([record["text"] for record in records], bodies), "documentsPerSecond": None})
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
