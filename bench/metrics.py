"""Precision and recall of the reader of numbers over the tables of sentences in its tests."""

import argparse

from alongside.evidence.metrics import metrics_in
from alongside.evidence.tests.metric_sentences import HELD_BACK, PARTS, Row, metric_sentences, reading_of, score

HEADINGS = "| table | sentences | readings | precision | recall | numbers alone: precision | recall |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="show each sentence that is read otherwise")
    tables = {file.removesuffix(".txt"): metric_sentences(file) for file in (*PARTS, *HELD_BACK)}
    print(f"{HEADINGS}\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, rows in {**tables, "all": metric_sentences(*PARTS, *HELD_BACK)}.items():
        print(line(name, rows))
    if parser.parse_args().wrong:
        show_wrong(metric_sentences(*PARTS, *HELD_BACK))


def line(name: str, rows: list[Row]) -> str:
    whole, bare = score(rows), score(rows, with_subject=False)
    figures = (whole.precision, whole.recall, bare.precision, bare.recall)
    return f"| {name} | {whole.sentences} | {whole.expected} | {' | '.join(f'{each:.3f}' for each in figures)} |"


def show_wrong(rows: list[Row]) -> None:
    for sentence, expected in rows:
        read = [reading_of(metric) for metric in metrics_in(sentence)]
        if read != expected:
            print(f"\n{sentence}\n  expected  {' | '.join(expected) or '-'}\n  read      {' | '.join(read) or '-'}")


if __name__ == "__main__":
    main()
