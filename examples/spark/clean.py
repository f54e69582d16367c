"""Cleans a corpus with naskh on Apache Spark, and writes Parquet.

    spark-submit --archives naskh-0.1.0.tgz#naskh clean.py INPUT OUTPUT [--format jsonl|parquet|wet] [--through pipe|pandas]

INPUT is anything Spark can read: files, folders, globs; hdfs:// and s3a:// as well as file://. Records of JSON lines and
Parquet have the text in a column (--text-key); WET files are those of Common Crawl. Each partition has one long-lived
filter process, which runs Node: `--command` says how to call it.

The columns written: id, url, source, created, text (Markdown), lang, dir, title, subtitle, author, date, dateline,
section, kicker, credit, roles (for each role a list of [start, end, confidence] in code points of the input text) and
error (code and message, for records that could not be cleaned).
"""

import argparse
import json
import shlex
import subprocess
from threading import Thread

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# What is read of a record that was cleaned. A field that is missing is null.
SCHEMA = """
id string, url string, source string, created string, text string,
error struct<code: string, message: string>,
metadata struct<naskh: struct<
  lang: string, dir: string, title: string, subtitle: string, kicker: string, section: string, date: string,
  dateline: string, author: array<string>, source: string, roles: map<string, array<array<double>>>
>>
"""

FILTER = ["--from", "ndjson", "--no-config", "--jobs", "1", "--quiet", "--ascii"]
WET = ["--from", "wet", "--no-config", "--jobs", "1", "--quiet", "--ascii"]


def clean_through_pipe(lines, command):
    """Cleans an RDD of JSON lines. The exit code is checked, so that a filter that failed fails its task."""
    return lines.pipe(shlex.join(command + FILTER), checkCode=True)


def clean_through_pandas(frame, command, text_key):
    """Cleans a DataFrame of records: batches go to one process a partition, and come back before the next is sent."""

    def clean(batches):
        import pandas

        with subprocess.Popen(command + FILTER, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for batch in batches:
                lines = [(json.dumps(row, ensure_ascii=True) + "\n").encode() for row in batch.to_dict("records")]
                writer = Thread(target=send, args=(process.stdin, lines))  # both pipes are small: write and read at once
                writer.start()
                cleaned = [process.stdout.readline() for _ in lines]
                writer.join()
                if not all(line.endswith(b"\n") for line in cleaned):
                    raise RuntimeError("the filter ended before its input did")
                yield pandas.DataFrame({"value": [line.decode() for line in cleaned]})
            process.stdin.close()
            if process.wait() != 0:
                raise RuntimeError(f"the filter ended with {process.returncode}")

    columns = [name for name in ("id", "url", "source", "created", text_key) if name in frame.columns]
    return frame.select(columns).mapInPandas(clean, "value string")


def clean_wet(files, command):
    """Cleans an RDD of `(name, bytes)` of WET files: a file is what one task reads, as gzip cannot be cut."""

    def clean(named):
        name, content = named
        with subprocess.Popen(command + WET + ["--stdin-filename", name.rsplit("/", 1)[-1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            writer = Thread(target=send, args=(process.stdin, [content], True))
            writer.start()
            for line in process.stdout:
                yield line.decode().rstrip("\n")
            writer.join()
            if process.wait() != 0:
                raise RuntimeError(f"the filter ended with {process.returncode}")

    return files.flatMap(clean)


def send(pipe, pieces, last=False):
    try:
        for piece in pieces:
            pipe.write(piece)
        pipe.close() if last else pipe.flush()
    except BrokenPipeError:
        pass  # the reader finds out why


def to_columns(cleaned, text_key):
    """Reads the cleaned lines of a DataFrame with one column, `value`."""
    schema = SCHEMA.replace(" text string", f" `{text_key}` string")
    record = cleaned.where(F.length("value") > 0).select(F.from_json("value", schema).alias("r"))
    naskh = F.col("r.metadata.naskh")
    fields = ["lang", "dir", "title", "subtitle", "author", "date", "dateline", "section", "kicker"]
    return record.select(
        "r.id", "r.url", "r.source", "r.created", F.col("r")[text_key].alias("text"),
        *[naskh[name].alias(name) for name in fields],
        naskh["source"].alias("credit"), naskh["roles"].alias("roles"), "r.error",
    )


def clean(spark, source, form, through, command, text_key="text", partitions=None):
    """Reads, cleans, and gives the columns that are to be written."""
    if text_key != "text":
        command = command + ["--text-key", text_key]
    sc = spark.sparkContext
    if form == "wet":
        lines = clean_wet(sc.binaryFiles(source, partitions), command)
    elif through == "pandas":
        frame = spark.read.parquet(source) if form == "parquet" else spark.read.json(source)
        return to_columns(clean_through_pandas(frame.repartition(partitions) if partitions else frame, command, text_key), text_key)
    else:
        lines = spark.read.parquet(source).toJSON() if form == "parquet" else sc.textFile(source, partitions)
        lines = clean_through_pipe(lines, command)
    return to_columns(spark.createDataFrame(lines.map(lambda line: (line,)), "value string"), text_key)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--format", choices=["jsonl", "parquet", "wet"], default="jsonl")
    parser.add_argument("--through", choices=["pipe", "pandas"], default="pipe")
    parser.add_argument("--command", default="node naskh/package/dist/naskh.js", help="how executors call naskh (default: %(default)s)")
    parser.add_argument("--text-key", default="text")
    parser.add_argument("--partitions", type=int)
    given = parser.parse_args()

    spark = SparkSession.builder.appName("naskh").getOrCreate()
    frame = clean(spark, given.input, given.format, given.through, shlex.split(given.command), given.text_key, given.partitions)
    frame.write.mode("errorifexists").parquet(given.output)
    spark.stop()


if __name__ == "__main__":
    main()
