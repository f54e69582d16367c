"""Checks clean.py on a cluster of two executors, one of which is killed in the middle.

    python check.py [--records 20000]

A crawl is generated and cleaned on one machine without Spark; then Spark cleans it, as JSON lines through RDD.pipe with
an executor killed, as Parquet through mapInPandas, and as WET; every record has to be the same. Ends with the line
"N passed, N failed". Needs pyspark, pandas, pyarrow, a JDK and Node, and the built program (npm run build).
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
import pyspark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
sys.path.insert(0, str(Path(__file__).parent))
import clean as job  # noqa: E402

NASKH = ["node", str(ROOT / "dist" / "naskh.js")]
FIELDS = ["lang", "dir", "title", "subtitle", "author", "date", "dateline", "section", "kicker"]


def generate(file, records):
    subprocess.run(["node", str(ROOT / "scripts" / "generate-crawl.mjs"), str(file), "--pages", str(records), "--size", "6"], check=True)


def run_alone(file):
    """What the program makes of a file without Spark, by id."""
    cleaned = {}
    with subprocess.Popen(NASKH + ["--no-config", "--quiet", str(file)], stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            record = json.loads(line)
            cleaned[record["id"]] = record
    assert process.returncode == 0
    return cleaned


def compare(frame, expected):
    """How many records are missing, too many, or not the same."""
    wrong = 0
    seen = set()
    for row in frame.toLocalIterator():
        record = expected.get(row["id"])
        naskh = (record or {}).get("metadata", {}).get("naskh", {})
        roles = {role: [list(span) for span in spans] for role, spans in (row["roles"] or {}).items()}
        same = (
            record is not None
            and row["id"] not in seen
            and row["url"] == record["url"]
            and row["created"] == record["created"]
            and row["text"] == record["text"]
            and all(row[field] == naskh.get(field) for field in FIELDS)
            and roles == naskh["roles"]
            and row["error"] is None
        )
        seen.add(row["id"])
        wrong += not same
    return wrong + len(expected.keys() - seen)


def find_executors(application):
    """Processes of the executors of an application, oldest first."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except (OSError, ValueError):
            continue
        if any(word.endswith("CoarseGrainedExecutorBackend") for word in words) and application in words:
            found.append(int(entry.name))
    return sorted(found)


def kill_one(sc, done, killed):
    """Kills an executor once some tasks of a stage are done and others are not."""
    tracker = sc.statusTracker()
    while not done:
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            executors = find_executors(sc.applicationId)
            if info and info.numTasks >= 8 and 2 <= info.numCompletedTasks <= info.numTasks - 4 and len(executors) >= 2:
                os.kill(executors[0], signal.SIGKILL)
                killed.append(executors[0])
                print(f"killed executor process {executors[0]} after {info.numCompletedTasks} of {info.numTasks} tasks", flush=True)
                return
        time.sleep(0.02)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=20000)
    records = parser.parse_args().records
    results = []

    def check(what, passed):
        results.append(passed)
        print(f"{'ok' if passed else 'FAILED'}: {what}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        lines, wet = folder / "crawl.ndjson", folder / "crawl.warc.wet.gz"
        generate(lines, records)
        generate(wet, max(1, records // 10))
        begun = time.monotonic()
        expected, expected_wet = run_alone(lines), run_alone(wet)
        print(f"one machine: {len(expected) + len(expected_wet)} records in {time.monotonic() - begun:.0f} s", flush=True)

        spark = (
            SparkSession.builder.master("local-cluster[2,1,1024]").appName("naskh")
            .config("spark.ui.enabled", "false").config("spark.task.maxFailures", "4")
            .config("spark.local.dir", str(folder / "spark")).config("spark.sql.shuffle.partitions", "8")
            .getOrCreate()
        )
        sc = spark.sparkContext
        sc.setLogLevel("ERROR")
        sc.addPyFile(str(Path(__file__).parent / "clean.py"))
        try:
            done, killed = [], []
            watcher = Thread(target=kill_one, args=(sc, done, killed), daemon=True)
            watcher.start()
            begun = time.monotonic()
            out = str(folder / "out.parquet")
            job.clean(spark, str(lines), "jsonl", "pipe", NASKH, partitions=16).write.parquet(out)
            done.append(True)
            print(f"RDD.pipe: {time.monotonic() - begun:.0f} s", flush=True)
            check("an executor was killed while the job ran", len(killed) == 1)
            check("RDD.pipe gives the records of the single machine all the same", compare(spark.read.parquet(out), expected) == 0)

            parquet = str(folder / "in.parquet")
            spark.read.json(str(lines)).write.parquet(parquet)
            begun = time.monotonic()
            check("mapInPandas gives the same from Parquet", compare(job.clean(spark, parquet, "parquet", "pandas", NASKH), expected) == 0)
            print(f"mapInPandas: {time.monotonic() - begun:.0f} s", flush=True)
            check("WET files give the same", compare(job.clean(spark, str(wet), "wet", "pipe", NASKH), expected_wet) == 0)
        finally:
            spark.stop()

    failed = results.count(False)
    print(f"{len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not results else 0)


if __name__ == "__main__":
    main()
