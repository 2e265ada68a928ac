"""Reading frozen records with an engine, for a purpose: the one door through which figures see rows.

Every read names its purpose. A row may be used for the purpose under which it was collected; for another one only
with its organisation's consent, a record in the same vintage that holds at the row's own time; public rows are open
to all. What lacks consent is counted as withheld, never left out in silence.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import duckdb
import narwhals as nw
import pyarrow as pa

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form, Purpose
from nanfeng.ledger.receipt import read_receipt, vintage_folder
from nanfeng.ledger.succession import Succession, merger_of
from nanfeng.ledger.versions import WITHDRAWN

_DUCKDB = {"preserve_insertion_order": "false", "autoinstall_known_extensions": "false"}
_SPARK = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
}


class Engine(StrEnum):
    """What computes: DuckDB in this process, or Spark (extra `spark`) when a province outgrows one machine."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Session(Protocol):
    """What an engine offers: rows of a Parquet file or of a table in memory, read when a result is asked for."""

    def parquet(self, path: Path) -> nw.LazyFrame:
        """The rows of a Parquet file."""
        ...

    def table(self, table: pa.Table) -> nw.LazyFrame:
        """The rows of a table in memory."""
        ...


class DuckSession:
    """DuckDB in memory, spilling to a private temporary folder, never fetching an extension from the network."""

    def __init__(self) -> None:
        self._spill = TemporaryDirectory(prefix="nanfeng-")
        self._connection = duckdb.connect(config={"temp_directory": self._spill.name, **_DUCKDB})
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET parquet_metadata_cache = true")  # each step of a query asks for it again

    def parquet(self, path: Path) -> nw.LazyFrame:
        """The rows of a Parquet file."""
        return nw.from_native(self._connection.read_parquet(str(path)))

    def table(self, table: pa.Table) -> nw.LazyFrame:
        """The rows of a table in memory."""
        return nw.from_native(self._connection.from_arrow(table))


class SparkSession:
    """The Spark session of this process: local with all cores, unless its own settings name a cluster."""

    def __init__(self) -> None:
        # By name, because only the extra `spark` brings it.
        builder = import_module("pyspark.sql").SparkSession.builder.appName("nanfeng")
        for name, value in _SPARK.items():
            builder = builder.config(name, value)
        self._spark = builder.getOrCreate()
        context = self._spark.sparkContext
        if context.master.startswith("local"):  # two hundred parts, the default, are for a cluster
            self._spark.conf.set("spark.sql.shuffle.partitions", context.defaultParallelism)

    def parquet(self, path: Path) -> nw.LazyFrame:
        """The rows of a Parquet file."""
        return nw.from_native(self._spark.read.parquet(str(path)))

    def table(self, table: pa.Table) -> nw.LazyFrame:
        """The rows of a table in memory."""
        return nw.from_native(self._spark.createDataFrame(table))


class Reader:
    """The records of one vintage (or of tables in memory), form by form."""

    def __init__(
        self, frames: Mapping[str, nw.LazyFrame], roles: Mapping[str, str], vintage_id: str | None = None
    ) -> None:
        """Read `frames` by form name; `roles` names the form of each register role that is there.

        `vintage_id` is None for tables that were never frozen.
        """
        self.vintage_id = vintage_id
        self._frames = frames
        self._roles = roles
        self._any_consent = cache(self._consents_to)

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of the forms that can be read, sorted."""
        return tuple(sorted(self._frames))

    def rows(self, form: str, purpose: Purpose) -> nw.LazyFrame:
        """The rows of a form that count and may be used for the purpose, with all columns of the form's schema.

        A row counts that is the last version of its key and is not withdrawn. Raise KeyError for an unknown form.
        """
        counting = self._counting(form)
        own = (nw.col("_purpose") == purpose.value) | (nw.col("_purpose") == Purpose.PUBLIC.value)
        if not self._any_consent(form, purpose):
            return counting.filter(own)
        consented = self._consented(form, purpose).with_columns(_consented=nw.lit(True))
        joined = counting.join(consented, on="_key", how="left")
        return joined.filter(own | ~nw.col("_consented").is_null()).drop("_consented")

    def withheld(self, form: str, purpose: Purpose) -> int:
        """How many rows that count may not be used for the purpose."""
        return _count(self._counting(form)) - _count(self.rows(form, purpose))

    def succession(self) -> Succession:
        """All mergers of the vintage; none where it holds no form of succession."""
        if "succession" not in self._roles:
            return Succession(())
        rows = _collected(self._counting(self._roles["succession"])).to_pylist()
        return Succession(merger for row in rows if (merger := merger_of(row)))

    def _counting(self, form: str) -> nw.LazyFrame:
        if form not in self._frames:
            raise KeyError(f"there is no form {form} in this vintage; it holds {', '.join(self.forms)}")
        standing = nw.col("_status").is_null() | (nw.col("_status") != WITHDRAWN)
        return self._frames[form].filter(nw.col("_current") & standing)

    def _consents_to(self, form: str, purpose: Purpose) -> bool:
        """Whether any organisation consents to the purpose at all: mostly none, and then nothing has to be joined."""
        return "consent" in self._roles and _count(self._consents(form, purpose)) > 0

    def _consents(self, form: str, purpose: Purpose) -> nw.LazyFrame:
        consents = self._counting(self._roles["consent"])
        return consents.filter((nw.col("form") == form) & (nw.col("purpose") == purpose.value))

    def _consented(self, form: str, purpose: Purpose) -> nw.LazyFrame:
        """The keys of the rows whose organisation consents to the purpose at the row's last (or only known) day."""
        spans = self._consents(form, purpose).select("_organisation", _since=nw.col("_first"), _until=nw.col("_last"))
        rows = self._counting(form).select("_key", "_organisation", _day=nw.coalesce("_last", "_first"))
        pairs = rows.join(spans, on="_organisation", how="inner")
        begun = nw.col("_since").is_null() | (nw.col("_since") <= nw.col("_day"))
        lasting = nw.col("_until").is_null() | (nw.col("_day") <= nw.col("_until"))
        return pairs.filter(begun & lasting).select("_key").unique()


def open_session(engine: Engine) -> Session:
    """Start an engine; raise ModuleNotFoundError where Spark is asked for and the extra `spark` is not installed."""
    return DuckSession() if engine is Engine.DUCKDB else SparkSession()


def open_reader(home: Path, vintage: str, engine: Engine = Engine.DUCKDB) -> Reader:
    """Read a vintage by its id; raise FileNotFoundError that lists the vintages there are."""
    forms = read_receipt(home, vintage).forms
    session, folder = open_session(engine), vintage_folder(home, vintage)
    frames = {name: session.parquet(folder / f"{name}.parquet") for name in forms}
    return Reader(frames, {form.role: name for name, form in forms.items() if form.role}, vintage)


def reader_over(tables: Mapping[str, pa.Table], forms: Mapping[str, Form], engine: Engine = Engine.DUCKDB) -> Reader:
    """Read tables in memory; a form without a table has no rows."""
    session = open_session(engine)
    frames = {name: session.table(tables.get(name, schema(form).empty_table())) for name, form in forms.items()}
    return Reader(frames, {form.register_role: name for name, form in forms.items() if form.register_role})


def _collected(frame: nw.LazyFrame) -> pa.Table:
    return frame.collect("pyarrow").to_native()


def _count(frame: nw.LazyFrame) -> int:
    return int(_collected(frame.select(rows=nw.len()))["rows"][0].as_py())
