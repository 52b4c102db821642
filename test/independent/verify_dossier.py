"""Verifies Sealane dossiers with nothing but Python's standard library, written from docs/protocol.md.

verify_dossier.py DOSSIER [TRUST] prints the verdict and its code, and ends with 0 only when it is valid. It does not read facts out of originals again (protocol.md, "Formats"): /$facts are compared with nothing.
"""
import base64, hashlib, json, re, sys
from decimal import Decimal
from pathlib import Path

# --- Strict JSON and its canonical form ---------------------------------------------------------------------------
class Refused(Exception): pass

def refuse(why="refused"):
    raise Refused(why)

def number(lexeme):
    value = float(lexeme)
    if len(lexeme) > 64 or value in (float("inf"), float("-inf")) or Decimal(lexeme) != Decimal(repr(value)):
        refuse("inexact number")
    return int(value) if value.is_integer() and abs(value) <= 2**53 else value

members = lambda pairs: dict(pairs) if len({name for name, _ in pairs}) == len(pairs) else refuse("duplicate key")

def check(value, depth=0):
    if depth > 64:
        refuse("too deep")
    for part in (list(value) + list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()):
        check(part, depth + 1)
    if isinstance(value, str) and any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        refuse("lone surrogate")
    return value

def parse(data):
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
        return check(json.loads(text, object_pairs_hook=members, parse_int=number, parse_float=number, parse_constant=refuse))
    except (ValueError, RecursionError) as error:
        raise Refused(str(error))

def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    return "[" + ",".join(map(canonical, value)) + "]" if isinstance(value, list) else ecmascript(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)

def ecmascript(value):  # ECMA-262, Number::toString
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text, n = "".join(map(str, digits)), len(digits) + exponent
    return "-" * sign + (text + "0" * (n - len(text)) if len(text) <= n <= 21 else f"{text[:n]}.{text[n:]}" if 0 < n <= 21
        else "0." + "0" * -n + text if -6 < n <= 0 else f"{text[0]}{'.' if text[1:] else ''}{text[1:]}e{'+' if n > 0 else '-'}{abs(n - 1)}")

def unbase64(text):
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        refuse("base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return data if base64.urlsafe_b64encode(data).decode().rstrip("=") == text else refuse("base64url")

sha256 = lambda *parts: hashlib.sha256(b"".join(parts)).digest()

# --- ES256 --------------------------------------------------------------------------------------------------------
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)

def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P

def times(k, point):
    total = None
    while k:
        total, point, k = add(total, point) if k & 1 else total, add(point, point), k >> 1
    return total

def is_signed_by(jws, key):
    x, y = (int.from_bytes(unbase64(key[name]), "big") for name in "xy")
    thumbprint = sha256(canonical({"crv": "P-256", "kty": "EC", "x": key["x"], "y": key["y"]}).encode())
    r, s = int.from_bytes(jws["signature"][:32], "big"), int.from_bytes(jws["signature"][32:], "big")
    on_curve = x < P and y < P and (y * y - (x**3 - 3 * x + B)) % P == 0
    if unbase64(jws["kid"]) != thumbprint or len(jws["signature"]) != 64 or not on_curve or not 0 < r < N or not 0 < s <= N // 2:
        return False
    inverse = pow(s, -1, N)
    point = add(times(int.from_bytes(sha256(jws["input"]), "big") * inverse % N, G), times(r * inverse % N, (x, y)))
    return point is not None and point[0] % N == r

# --- Signed objects, shapes, trees --------------------------------------------------------------------------------
KINDS = {name: int(code) for name, code in (pair.split() for pair in """declaration-import 101, declaration-export 102, declaration-transit 103, declaration-reexport 104, declaration-entry-summary 105,
customs-response 106, transit-release 107, bill-of-lading-master 201, bill-of-lading-house 202, bill-of-lading-transshipment 203,
sea-waybill 204, shipping-instruction 205, arrival-notice 206, re-export-certificate 301, certificate-of-origin 302,
certificate-of-non-manipulation 303, cites-export-permit 304, cites-re-export-certificate 305, phytosanitary-certificate 306,
goods-item-passport 307, proof-of-re-exportation 308, commercial-invoice 401, packing-list 402, cargo-manifest 501, stowage-plan 502,
conveyance-report 503, custody-events 504, inspection-report 601, other-document 901""".split(","))}
RELATIONS = ("supersedes", "derivedFrom", "supports", "attaches")

count = lambda limit, least=0: lambda value: type(value) is int and least <= value < limit
text = lambda pattern: lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None
one_of = lambda *values: lambda value: isinstance(value, str) and value in values
each = lambda shape, most=2**32: lambda value: isinstance(value, list) and len(value) <= most and all(fits(one, shape) for one in value)
nullable = lambda shape: lambda value: value is None or fits(value, shape)
unique = lambda values: len(set(values)) == len(values)

def fits(value, shape):
    return shape(value) if callable(shape) else isinstance(value, dict) and value.keys() == shape.keys() and all(fits(value[name], shape[name]) for name in shape)

HEX, KEY32, SECONDS, MEMBER, UINT32, ANY = text("[0-9a-f]{64}"), text("[A-Za-z0-9_-]{43}"), count(2**40), count(2**32, 1), count(2**32), text("(?s).*")
BLOCK_NUMBER, KIND, REASON = count(2**53), one_of(*KINDS), count(256)
PERIOD = {"validFromSeconds": SECONDS, "validUntilSeconds": SECONDS}
CLAIMS = {"documentId": HEX, "issuedAt": SECONDS, "issuer": MEMBER, "kind": KIND, "profile": one_of("sealane/1"), "referenceTag": HEX,
          "subjectTag": HEX, "tagEpoch": MEMBER, "links": each({"documentId": HEX, "relation": one_of(*RELATIONS)}, 256)}
WITNESS = {"evidence": HEX, "issuedAt": SECONDS, "issuer": MEMBER}
NETWORK = {"chainId": BLOCK_NUMBER, "genesisHash": HEX, "directory": text("[0-9a-f]{40}")}
MEMBERS = each({"memberId": MEMBER, "country": text("[A-Z]{2}"), "roles": UINT32, "status": one_of("active", "suspended"),
                "statusSinceSeconds": SECONDS, "accreditations": each({"kind": KIND, **PERIOD}),
                "keys": each({"kid": KEY32, "x": KEY32, "y": KEY32, "use": one_of("statement", "sealing", "transport"),
                              "compromisedSinceSeconds": SECONDS, **PERIOD})})
ANCHOR = {"root": HEX, "index": UINT32, "size": MEMBER, "path": each(HEX), "anchoredAtSeconds": SECONDS, "blockNumber": BLOCK_NUMBER}
TOMBSTONE = {"supersededAtSeconds": SECONDS, "withdrawnAtSeconds": SECONDS, "supersedeReason": REASON, "withdrawReason": REASON, "successorId": HEX}
EVIDENCE = {"network": NETWORK, "block": {"number": BLOCK_NUMBER, "hash": HEX, "timeSeconds": SECONDS}, "members": MEMBERS,
            "documents": each({"documentId": HEX, "memberId": MEMBER, "anchor": nullable(ANCHOR), "tombstone": nullable(TOMBSTONE)})}
BODY = {"size": UINT32, "hashes": each(HEX), "disclosures": each(lambda one: isinstance(one, list) and len(one) == 2 and UINT32(one[0]) and ANY(one[1]))}
PAPER = lambda value: isinstance(value, dict) and fits(value, {"statement": ANY, "body": BODY, **({"original": ANY} if "original" in value else {})})
DOSSIER = {"type": one_of("sealane-dossier/1"), "papers": lambda value: bool(value) and each(PAPER)(value), "evidence": EVIDENCE, "witness": ANY}
TRUST = {"type": one_of("sealane-trust/1"), "network": NETWORK, "members": MEMBERS, "madeAtSeconds": SECONDS}

def read(data, shape):
    value = parse(data)
    holder = value.get("evidence", value) if isinstance(value, dict) else {}
    if not fits(value, shape) or not unique([one["memberId"] for one in holder["members"]] + [(one["memberId"], key["kid"]) for one in holder["members"] for key in one["keys"]]):
        refuse("shape")
    return value if unique([(one["documentId"], one["memberId"]) for one in holder.get("documents", [])]) else refuse("twice")

def read_jws(typ, jws, shape):
    parts = jws.split(".")
    header, payload = (parse(unbase64(part)) for part in parts[:2]) if len(jws) <= 65536 and len(parts) == 3 else refuse("jws")
    written = [canonical(one).encode() == unbase64(part) for one, part in zip((header, payload), parts)]
    shaped = all(written) and fits(header, {"alg": one_of("ES256"), "kid": ANY, "typ": one_of(typ)}) and fits(payload, shape)
    if not shaped or not unique([canonical(link) for link in payload.get("links", [])]):
        refuse("jws")
    return {"claims": payload, "kid": header["kid"], "input": ".".join(parts[:2]).encode(), "signature": unbase64(parts[2])}

def open_body(body):
    size, disclosures, hashes = body["size"], list(body["disclosures"]), list(body["hashes"])
    if not 16 <= size <= 65536 or size & (size - 1):
        refuse("size class")
    fields = []
    for _, disclosure in disclosures:
        parts = parse(unbase64(disclosure))
        if not isinstance(parts, list) or len(parts) != 3 or not text("[A-Za-z0-9_-]{21}[AQgw]")(parts[0]) or not text("(?s)(/.*)?")(parts[1]):
            refuse("disclosure")
        fields.append((parts[1], parts[2]))
    places = [pointer.encode("utf-16-be") for pointer, _ in fields]
    if any(a >= b for a, b in zip(places, places[1:])):
        refuse("order of fields")
    def head(start, end):
        if not disclosures or disclosures[0][0] >= end:
            return bytes.fromhex(hashes.pop(0)) if hashes else refuse("hash missing")
        if end - start == 1:
            index, disclosure = disclosures.pop(0)
            return sha256(b"\0", sha256(disclosure.encode())) if index == start else refuse("order of indexes")
        middle = (start + end) // 2
        left = head(start, middle)
        return sha256(b"\1", left, head(middle, end))
    top = head(0, size)
    return refuse("left over") if disclosures or hashes else (sha256(b"\2sealane/1", size.to_bytes(4, "big"), top).hex(), fields)

def leaf(entry):
    return sha256(b"\0", bytes.fromhex(entry["documentId"]), entry["kind"].to_bytes(2, "big"), bytes.fromhex(entry["subjectTag"] + entry["referenceTag"]))

def is_anchored(entry, anchor):  # RFC 9162 section 2.1.3.2
    node, last, head = anchor["index"], anchor["size"] - 1, leaf(entry)
    if node > last:
        return False
    for sibling in map(bytes.fromhex, anchor["path"]):
        if last == 0:
            return False
        if node & 1 or node == last:
            head = sha256(b"\1", sibling, head)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            head = sha256(b"\1", head, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and head.hex() == anchor["root"]

# --- The checks, in the order in which they decide ----------------------------------------------------------------
def attempt(action, *arguments):
    try:
        return action(*arguments)
    except Refused:
        return None

find = lambda rows, **wanted: next((row for row in rows if all(row[name] == value for name, value in wanted.items())), None)

def judge_evidence(evidence, witness, trust):
    if trust is None:
        return "unknown", "EVIDENCE_NOT_WITNESSED"
    if evidence["network"] != trust["network"]:
        return "invalid", "EVIDENCE_OF_OTHER_NETWORK"
    for member in evidence["members"]:
        pinned = find(trust["members"], memberId=member["memberId"])
        shown = [(find(member["keys"], kid=key["kid"]), key) for key in pinned["keys"]] if pinned else []
        if pinned and pinned["country"] != member["country"] or pinned and pinned["statusSinceSeconds"] < evidence["block"]["timeSeconds"] < trust["madeAtSeconds"] and pinned["status"] != member["status"] or any(one and any(one[name] != key[name] for name in ("x", "y", "use")) for one, key in shown):
            return "invalid", "EVIDENCE_CONTRADICTED"
    jws = attempt(read_jws, "sealane-evidence+jwt", witness, WITNESS)
    if not jws or jws["claims"]["evidence"] != sha256(canonical(evidence).encode()).hex():
        return "invalid", "EVIDENCE_ALTERED"
    pinned, now = find(trust["members"], memberId=jws["claims"]["issuer"]), evidence["block"]["timeSeconds"]
    sound = lambda key: key and key["use"] == "statement" and key["validFromSeconds"] <= now < key["validUntilSeconds"] and not key["compromisedSinceSeconds"]
    acts = lambda one: one["roles"] & 17 and (one["status"] == "active" or now < one["statusSinceSeconds"]) and sound(find(one["keys"], kid=jws["kid"]))
    if not pinned or not all(acts(one) for one in (pinned, find(evidence["members"], memberId=pinned["memberId"])) if one):
        return "unknown", "EVIDENCE_NOT_WITNESSED"
    return ("valid", "EVIDENCE_WITNESSED") if is_signed_by(jws, find(pinned["keys"], kid=jws["kid"])) else ("invalid", "EVIDENCE_ALTERED")

def leaves(value, pointer=""):
    if not value or not isinstance(value, (dict, list)):
        return {pointer: value}
    return {place: one for name, part in (value.items() if isinstance(value, dict) else enumerate(value)) for place, one in leaves(part, f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}").items()}

def original_matches(original, fields, kind):
    stated, data = dict(fields).get("/$original"), attempt(unbase64, original)
    if not isinstance(stated, dict) or data is None or sha256(data).hex() != stated.get("sha256") or len(data) != stated.get("size"):
        return "invalid", "ORIGINAL_ALTERED"
    said, media_type = {"/$original": stated}, stated.get("mediaType")
    document = attempt(parse, data) if data.lstrip(b" \n\r\t")[:1] in (b"{", b"[") else None
    if document is None and re.search(r"(?i)[/+]json\s*(;|$)", str(media_type)):
        return "unknown", "ORIGINAL_UNREADABLE"
    if document is not None:
        said = {**said, **leaves(document), "/$jcs": sha256(canonical(document).encode()).hex()}
        if said.get("/sealane", kind) != kind:
            return "invalid", "ORIGINAL_CONTRADICTED"
    agree = all(place in said and canonical(said[place]) == canonical(value) for place, value in fields if not place.startswith("/$facts"))
    return ("valid", "ORIGINAL_MATCHES") if agree else ("invalid", "ORIGINAL_CONTRADICTED")

def judge_paper(paper, evidence, trust):
    jws, opened = attempt(read_jws, "sealane-statement+jwt", paper["statement"], CLAIMS), attempt(open_body, paper["body"])
    if not jws:
        body = ("unknown", "STATEMENT_UNREADABLE") if opened else ("invalid", "BODY_UNREADABLE")
        return [("bodyIntact", *body), ("statementSigned", "invalid", "STATEMENT_UNREADABLE")]
    claims, day = jws["claims"], 86400
    found = find(evidence["documents"], documentId=claims["documentId"], memberId=claims["issuer"])
    issuer = find(evidence["members"], memberId=claims["issuer"])
    key = issuer and find(issuer["keys"], kid=jws["kid"])
    anchor = found and found["anchor"]
    issued, acted = claims["issuedAt"], anchor["anchoredAtSeconds"] if anchor else claims["issuedAt"]
    findings = []
    say = lambda check, status, code: findings.append((check, status, code))
    say("bodyIntact", *(("invalid", "BODY_UNREADABLE") if not opened else ("valid", "BODY_INTACT") if opened[0] == claims["documentId"] else ("invalid", "BODY_ALTERED")))
    kind = dict(opened[1]).get("/sealane", claims["kind"]) if opened else None
    if opened and ("original" in paper or isinstance(kind, str) and kind != claims["kind"]):
        say("originalMatches", *(original_matches(paper["original"], opened[1], claims["kind"]) if "original" in paper else ("invalid", "ORIGINAL_CONTRADICTED")))
    in_period = key and key["validFromSeconds"] <= issued < key["validUntilSeconds"] and acted < key["validUntilSeconds"] + day
    say("statementSigned", *(("unknown", "ISSUER_NOT_LISTED") if not issuer else ("invalid", "KEY_UNKNOWN") if not key
        else ("invalid", "SIGNATURE_FALSE") if not is_signed_by(jws, key) else ("invalid", "KEY_OF_OTHER_USE") if key["use"] != "statement"
        else ("valid", "SIGNATURE_VALID") if in_period else ("invalid", "KEY_OUT_OF_PERIOD")))
    suspended = issuer and issuer["status"] == "suspended" and acted >= issuer["statusSinceSeconds"]
    say("issuerMember", *((("invalid", "ISSUER_UNKNOWN") if found else ("unknown", "ISSUER_NOT_LISTED")) if not issuer
        else ("invalid", "ISSUER_SUSPENDED") if suspended else ("valid", "ISSUER_MEMBER")))
    if issuer:
        covered = all(any(one["kind"] == claims["kind"] and one["validFromSeconds"] <= at < one["validUntilSeconds"] for one in issuer["accreditations"]) for at in (issued, acted))
        say("issuerAccredited", *(("valid", "ISSUER_ACCREDITED") if covered else ("invalid", "ISSUER_NOT_ACCREDITED")))
    if key:
        pinned = find((find(trust["members"], memberId=issuer["memberId"]) or {"keys": []})["keys"], kid=key["kid"]) if trust else None
        stolen = min([one["compromisedSinceSeconds"] for one in (key, pinned) if one and one["compromisedSinceSeconds"]], default=0)
        say("keySound", *(("valid", "KEY_SOUND") if not stolen or anchor and anchor["anchoredAtSeconds"] < stolen else ("unknown", "KEY_COMPROMISED")))
    say("anchored", *(("unknown", "ANCHOR_NOT_LOOKED_UP") if not found else ("invalid", "NOT_ANCHORED") if not anchor
        else ("invalid", "ANCHOR_FALSE") if not is_anchored({**claims, "kind": KINDS[claims["kind"]]}, anchor) else ("valid", "ANCHORED") if issued <= acted + 900 else ("invalid", "ANCHORED_BEFORE_ISSUE")))
    if anchor:
        grave = found["tombstone"] or {"withdrawnAtSeconds": 0, "supersededAtSeconds": 0}
        say("current", *(("invalid", "WITHDRAWN") if grave["withdrawnAtSeconds"] else ("invalid", "SUPERSEDED") if grave["supersededAtSeconds"] else ("valid", "CURRENT")))
    if claims["links"]:
        say("linksResolve", *links_resolve(claims, evidence))
    return findings

def links_resolve(claims, evidence):
    targets = [[one for one in evidence["documents"] if one["documentId"] == link["documentId"]] for link in claims["links"]]
    if any(link["documentId"] == claims["documentId"] for link in claims["links"]):
        return "invalid", "LINK_TO_ITSELF"
    if any(target and not any(one["anchor"] for one in target) for target in targets):
        return "invalid", "LINK_NOT_ANCHORED"
    anchors = [[(one["anchor"]["blockNumber"], not one["tombstone"] or one["tombstone"]["withdrawnAtSeconds"] == 0) for one in target if one["anchor"]] for target in targets]
    if any(rows and not any(stands for block, stands in rows if block == min(rows)[0]) for rows in anchors):
        return "invalid", "LINK_WITHDRAWN"
    return ("valid", "LINKS_RESOLVE") if all(targets) else ("unknown", "LINK_NOT_LOOKED_UP")

def judge(dossier, trust):
    trusted = ("evidenceTrusted", *judge_evidence(dossier["evidence"], dossier["witness"], trust))
    papers = [[trusted, *judge_paper(paper, dossier["evidence"], trust)] for paper in dossier["papers"]]
    return next((one[1:] for status in ("invalid", "unknown") for one in sum(papers, []) if one[1] == status), ("valid", "OK")), papers

def main(arguments):
    trust = read(Path(arguments[1]).read_bytes(), TRUST) if arguments[1:] else None
    print(*(verdict := judge(read(Path(arguments[0]).read_bytes(), DOSSIER), trust)[0]))
    return 0 if verdict[0] == "valid" else 1

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
