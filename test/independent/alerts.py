"""Alerts as docs/protocol.md and docs/alerts.md tell them, compared with test/vectors/alerts.json."""
import hashlib, json, math
from verify_dossier import HEX, MEMBER, SECONDS, canonical, count, each, fits, is_signed_by, one_of, read_jws, text

CATEGORIES = dict(zip(("valuation", "classification", "origin", "quantity", "ipr", "safety", "drugs", "cites", "dual-use", "sanctions",
                       "transshipment", "other"), (180, 365, 270, 120, 180, 180, 30, 120, 365, 365, 90, 90)))
TLP = ("clear", "green", "amber", "amber+strict", "red")
WEIGHTS = {"A": 1, "B": .8, "C": .6, "D": .4, "E": .2, "F": .5, 1: 1, 2: .8, 3: .6, 4: .4, 5: .2, 6: .5}
either = lambda *shapes: lambda value: any(fits(value, shape) if isinstance(shape, dict) else shape(value) for shape in shapes)
nothing = lambda value: value is None
ascending = lambda value: each(MEMBER, 256)(value) and value != [] and all(a < b for a, b in zip(value, value[1:]))
words = lambda most: lambda value: isinstance(value, str) and 0 < len(value) <= most and value.strip() != ""
ADDRESSES = {"everyone": {"everyone": lambda value: value is True}, "agreement": {"agreementId": HEX},
             "members": {"members": ascending, "group": either(nothing, words(128))}}
ALERT = {"salt": HEX, "version": MEMBER, "issuer": MEMBER, "issuedAt": SECONDS, "validFrom": SECONDS, "validUntil": SECONDS,
         "category": one_of(*CATEGORIES), "modus": words(4000), "reason": words(4000), "patterns": each(lambda value: bool(value), 64),
         "nominalDigest": either(nothing, HEX), "action": text("[a-z-]+"), "source": one_of(*"ABCDEF"),
         "credibility": lambda value: type(value) is int and 1 <= value <= 6, "tlp": one_of(*TLP),
         "forwarding": one_of("never", "parties", "tlp"), "sharedWith": either(*ADDRESSES.values()),
         "acknowledgeBy": either(nothing, SECONDS), "withdrawal": either(nothing, words(1000))}
FEEDBACK = {"alertId": HEX, "version": MEMBER, "issuer": MEMBER, "matchId": HEX, "happenedAt": SECONDS, "issuedAt": SECONDS,
            "state": one_of("matched", "inspected", "confirmed", "falsePositive", "expired"), "result": either(nothing, words(1000))}
digest = lambda data: hashlib.sha256(data.encode()).hexdigest()
sort_of = lambda address: next(sort for sort, shape in ADDRESSES.items() if fits(address, shape))

def alert_id(alert):
    return digest(f"sealane/1 alert\0{alert['issuer']}\0{alert['salt']}")

def may_be_addressed(tlp, sort):
    return {"everyone": TLP.index(tlp) < 2, "agreement": tlp != "red", "members": True}[sort]

def is_sound(alert):
    if alert["validFrom"] >= alert["validUntil"] or alert["validUntil"] - alert["validFrom"] > 2 * 366 * 86400:
        return False
    sort, forwarding = sort_of(alert["sharedWith"]), alert["forwarding"]
    return (may_be_addressed(alert["tlp"], sort) and (forwarding == "never" or TLP.index(alert["tlp"]) < 2)
            and (forwarding != "parties" or sort == "agreement"))

def weight(alert, moment):
    if not alert["validFrom"] <= moment < alert["validUntil"] or alert["withdrawal"] is not None:
        return 0
    age = max(0, moment - max(alert["issuedAt"], alert["validFrom"])) / 86400
    grade = math.sqrt(WEIGHTS[alert["source"]] * WEIGHTS[alert["credibility"]])
    return math.floor(grade * 2 ** (-age / CATEGORIES[alert["category"]]) * 10000 + .5) / 10000

def audience(row):
    sort, issuer, active, agreement = sort_of(row["sharedWith"]), row["issuer"], row["consortium"]["activeMembers"], row["consortium"]["agreement"]
    if issuer not in active or not may_be_addressed(row["tlp"], sort):
        return []
    if sort == "agreement":
        holds = agreement["alertCategories"] >> list(CATEGORIES).index(row["category"]) & 1
        if not (agreement["isInForce"] and issuer in agreement["parties"] and holds and TLP.index(row["tlp"]) <= agreement["tlpCeiling"]):
            return []
    addressed = {"everyone": active, "agreement": agreement["parties"], "members": row["sharedWith"].get("members")}[sort]
    return sorted(member for member in addressed if member in active and member != issuer)

def onward(row, to):
    agreement, is_agreed = row["consortium"]["agreement"], sort_of(row["sharedWith"]) == "agreement"
    if TLP.index(row["tlp"]) > 1 or row["forwarding"] == "never" or to == row["issuer"] or to not in row["consortium"]["activeMembers"]:
        return False
    return (not is_agreed or agreement["isInForce"]) and (row["forwarding"] == "tlp" or to in agreement["parties"])

def run_alerts(rows, expect):
    def signed(typ, message, shape):
        jws = read_jws(typ, message, lambda value: True)
        return jws["claims"] if fits(jws["claims"], shape) and any(is_signed_by(jws, key) for key in rows["keys"]) else None
    for row in rows["alerts"]:
        alert = signed("sealane-alert+jwt", row["alert"], ALERT)
        expect("alert", alert and is_sound(alert) and alert_id(alert) == row["alertId"])
        for one in row["weights"]:
            expect(f"weight of {alert['category']}", weight(alert, one["atSeconds"]) == one["weight"])
    for message in rows["feedback"]:
        expect("feedback", signed("sealane-alert-feedback+jwt", message, FEEDBACK))
    for row in rows["nominals"]:
        expect("nominal", digest(canonical(row["nominal"])) == row["digest"])
    for row in rows["signed"]:
        alert = signed("sealane-alert+jwt", row["alert"], ALERT)
        expect("sound alert", bool(alert and is_sound(alert)) == row["isTaken"])
    for row in rows["audiences"]:
        expect(f"audience of {json.dumps(row)}", audience(row) == row["members"])
        expect(f"handing on {json.dumps(row)}", [to for to in (1, 2, 3, 4) if onward(row, to)] == row["onward"])
