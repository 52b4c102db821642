"""Digests, roots and signed messages as docs/protocol.md, section 15, tells them, compared with test/vectors/sharing.json."""
import hashlib, hmac, json, unicodedata
from verify_dossier import HEX, MEMBER, SECONDS, UINT32, canonical, count, each, fits, is_signed_by, one_of, read_jws, text, unbase64

ANYTHING, TRUTH, CID = lambda value: True, lambda value: type(value) is bool, text("[a-z0-9]{1,128}")
PURPOSES = ("transshipment", "import-clearance", "export-control", "transit", "origin-verification", "valuation", "risk-assessment",
            "investigation", "post-clearance-audit", "oversight", "proof")
CODES = ("RECE", "DUPE", "BSIG", "BENV", "INCD", "MDOC", "DISE")
MESSAGES = {
    "sealane-envelope+jwt": {"envelopeId": HEX, "issuer": MEMBER, "audience": MEMBER, "issuedAt": SECONDS, "expiresAt": SECONDS,
                             "type": text("[a-z][a-z0-9-]{0,63}"), "lane": HEX, "content": lambda value: isinstance(value, dict),
                             "attachments": each({"cid": CID, "sizeBytes": count(2**53)}, 64)},
    "sealane-receipt+jwt": {"envelopeId": HEX, "envelopeDigest": HEX, "code": one_of(*CODES), "issuer": MEMBER, "audience": MEMBER,
                            "issuedAt": SECONDS, "missing": each(CID), "message": text("(?s).*")},
    "sealane-reading+jwt": {"readingId": HEX, "grantId": HEX, "documentId": HEX, "reader": MEMBER, "owner": MEMBER, "officer": HEX,
                            "purpose": one_of(*PURPOSES), "readAt": SECONDS, "blockNumber": UINT32, "isOpened": TRUTH},
    "sealane-reading-receipt+jwt": {"sequence": count(2**53, 1), "previous": HEX, "reading": HEX, "issuer": MEMBER, "issuedAt": SECONDS,
                                    "uses": count(2**53, 1), "wasEffective": TRUTH},
}
digest = lambda data: hashlib.sha256(data).digest()

def head(leaves):  # RFC 9162 section 2.1.1
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return digest(b"\1" + head(leaves[:split]) + head(leaves[split:]))

def root(leaves):
    return head([digest(b"\0" + leaf) for leaf in leaves]).hex()

def scope_digest(scope):
    return digest(canonical(scope).encode())

def case_digest(key, number):
    normal = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    return hmac.new(key, f"sealane/1 case\0{normal}".encode(), "sha256").hexdigest()

def claims_of(message, keys):
    """The claims of a message that is of its shape and signed by one of these keys."""
    typ = json.loads(unbase64(message.split(".")[0]))["typ"]
    jws = read_jws(typ, message, ANYTHING)
    return jws["claims"] if fits(jws["claims"], MESSAGES[typ]) and any(is_signed_by(jws, key) for key in keys) else None

def run_sharing(rows, expect):
    for row in rows["scopes"]:
        expect(f"scope {row['scope']}", scope_digest(row["scope"]).hex() == row["digest"])
    for row in rows["trees"]:
        expect("tree of scopes", root(sorted(map(scope_digest, row["scopes"]))) == row["root"])
    for row in rows["cases"]:
        expect("case", case_digest(unbase64(row["tagKey"]), row["number"]) == row["digest"])
    for row in rows["messages"]:
        expect("message", digest(row["message"].encode()).hex() == row["digest"] and claims_of(row["message"], rows["keys"]))
    previous = "0" * 64
    for sequence, receipt in enumerate(rows["log"]["receipts"], 1):
        link = claims_of(receipt, rows["keys"])
        expect("link of the log", link and (link["sequence"], link["previous"]) == (sequence, previous))
        previous = digest(receipt.encode()).hex()
    expect("head of the log", previous == rows["log"]["head"])
    expect("root of the log", root([one.encode() for one in rows["log"]["receipts"]]) == rows["log"]["root"])
