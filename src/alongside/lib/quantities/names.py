"""The words and signs by which people name units and large numbers."""

from alongside.lib.word_set import word_set

# Signs: capital and small letters differ (MB is a size, Mb are bits, ms is not Ms).
SIGNS = {
    "ns": "ns", "us": "µs", "µs": "µs", "μs": "µs", "ms": "ms", "s": "s", "h": "h", "d": "days", "w": "weeks",
    "B": "B", "kB": "kB", "KB": "kB", "MB": "MB", "GB": "GB", "TB": "TB", "PB": "PB",
    "KiB": "KiB", "MiB": "MiB", "GiB": "GiB", "TiB": "TiB", "kb": "kB", "mb": "MB", "gb": "GB", "tb": "TB",
    "Mb": "Mbit", "Gb": "Gbit", "kbit": "kbit", "Mbit": "Mbit", "Gbit": "Gbit",
    "kbps": "kbit/s", "Mbps": "Mbit/s", "Gbps": "Gbit/s",
    "%": "%", "‰": "‰", "pp": "pp", "ppt": "pp", "bp": "bp", "bps": "bp", "x": "x", "×": "x", "X": "x",
    "Wh": "Wh", "kWh": "kWh", "MWh": "MWh", "W": "W", "kW": "kW", "MW": "MW", "mg": "mg", "kg": "kg",
    "mm": "mm", "cm": "cm", "km": "km", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "dB": "dB",
    "°C": "°C", "°F": "°F",
    "rps": "requests/s", "qps": "queries/s", "tps": "transactions/s", "fps": "frames/s",
}  # fmt: skip

# Words: the case does not matter.
WORDS = {
    "ns": "nanosecond nanoseconds",
    "µs": "microsecond microseconds",
    "ms": "msec msecs millisecond milliseconds millis",
    "s": "sec secs second seconds sekunde sekunden",
    "min": "min mins minute minutes minuten",
    "h": "hr hrs hour hours std stunde stunden",
    "days": "day days tag tage tagen",
    "weeks": "week weeks wk wks woche wochen",
    "months": "month months mo monat monate monaten",
    "quarters": "quarter quarters quartal quartale",
    "years": "year years yr yrs jahr jahre jahren",
    "%": "percent prozent",
    "points": "point points pts pt punkt punkte punkten",
    "stars": "star stars",
    "pp": "prozentpunkt prozentpunkte prozentpunkten",
    "B": "byte bytes",
    "kB": "kilobyte kilobytes",
    "MB": "megabyte megabytes",
    "GB": "gigabyte gigabytes",
    "TB": "terabyte terabytes",
    "x": "times fold mal",
    "USD": "dollar dollars bucks usd",
    "EUR": "euro euros eur",
    "GBP": "pound pounds gbp",
    "JPY": "yen jpy",
    "CHF": "francs franken chf",
    "INR": "rupees inr",
}
BY_WORD = {word: unit for unit, words in WORDS.items() for word in words.split()}
PERIODS = {
    word: unit for word, unit in BY_WORD.items() if unit in {"s", "min", "h", "days", "weeks", "months", "years"}
}
PERIODS |= {
    "sprint": "sprint",
    "quarter": "quarters",
    "release": "release",
    "shift": "shift",
    "night": "night",
}
PERIODS |= {"s": "s", "h": "h", "d": "days", "w": "weeks", "wk": "weeks", "q": "quarters"}
RATES_IN_A_WORD = {"daily": "days", "weekly": "weeks", "monthly": "months", "yearly": "years", "hourly": "h"}
RATES_IN_A_WORD |= {"annually": "years"}

SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "bn": 10**9, "B": 10**9, "m": 10**6, "b": 10**9, "T": 10**12}
SCALE_WORDS = {"thousand": 10**3, "tausend": 10**3, "million": 10**6, "millions": 10**6, "mio": 10**6}
SCALE_WORDS |= {"mn": 10**6, "billion": 10**9, "mrd": 10**9, "tsd": 10**3}

# Words that make a time a count of its own: twelve business days are not twelve days.
BEFORE_A_TIME = word_set("business working calendar engineer engineering person developer man support story")

# What may follow a number without being what is counted.
NOT_COUNTED = word_set(
    "a across add adds after again all also always an and any are as at back backs because before being below "
    "both but by can cuts does down during else even every faster fewer first for from gets gives goes had has "
    "have hence higher his hours if in instead into is its it just keeps later less let lets longer lower "
    "makes means minus more most much needs new next no not now of off on once one only or others ours out "
    "over per perhaps plus previously rather runs saves shorter since slower so still takes than that the "
    "their then there these they this thus till to today together total towards two under until up us used "
    "versus via vs was were when where which while with within without works yes yesterday yet bigger smaller "
    "better worse cheaper nines als an auf aus bei bis das der die ein eine es für im ist mit nach nun seit statt "
    "und vom von vor war weniger wurde zu zum zur"
)
IRREGULAR_PLURALS = word_set(
    "people engineers children men women staff data media criteria apis prs mrs users person ticket bug "
    "incident request order team customer service page test kollegen leute fehler nutzer kunden stellen "
    "anfragen"
)
