"""A comparison of facts as docs/protocol.md, section 19, tells it, compared with test/vectors/comparison.json."""
import base64, hashlib, json
from verify_dossier import B, HEX, N, P, add, canonical, open_body, times, unbase64

A, Z = P - 3, P - 10
DST = b"SEALANE-V01-COMPARISON-with-P256_XMD:SHA-256_SSWU_RO_"
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()

def expand(message, length):  # RFC 9380 section 5.3.1
    prime = DST + bytes([len(DST)])
    first = sha(bytes(64), message, length.to_bytes(2, "big"), b"\0", prime)
    blocks = [sha(first, b"\1", prime)]
    while len(b"".join(blocks)) < length:
        mixed = bytes(a ^ b for a, b in zip(first, blocks[-1]))
        blocks.append(sha(mixed, bytes([len(blocks) + 1]), prime))
    return b"".join(blocks)[:length]

def map_to_curve(u):  # RFC 9380 section 6.6.2
    curve = lambda x: (x * x * x + A * x + B) % P
    tv = (Z * Z * pow(u, 4, P) + Z * u * u) % P
    x = -B * pow(A, -1, P) * (1 + pow(tv, -1, P)) % P if tv else B * pow(Z * A, -1, P) % P
    if pow(curve(x), (P - 1) // 2, P) not in (0, 1):
        x = Z * u * u * x % P
    y = pow(curve(x), (P + 1) // 4, P)
    return x, y if y % 2 == u % 2 else P - y

def hash_to_curve(message):
    uniform = expand(message, 96)
    return add(*(map_to_curve(int.from_bytes(uniform[at : at + 48], "big") % P) for at in (0, 48)))

def encode(point):
    return base64.urlsafe_b64encode(bytes([2 + point[1] % 2]) + point[0].to_bytes(32, "big")).decode()

def decode(text):
    data = unbase64(text)
    x = int.from_bytes(data[1:], "big")
    y = pow((x * x * x + A * x + B) % P, (P + 1) // 4, P)
    return x, y if y % 2 == data[0] % 2 else P - y

def raised(point, scalar):
    assert HEX(scalar) and 0 < int(scalar, 16) < N
    return encode(times(int(scalar, 16), point))

fact_point = lambda fact, value: hash_to_curve(f"{fact}\0{canonical(value)}".encode())

def run_comparison(rows, expect):
    point_of = {row["fact"]: row["point"] for row in rows["points"]}
    for row in rows["points"]:
        expect(f"point of {row['fact']}", encode(fact_point(row["fact"], row["value"])) == row["point"])
    question, answer = rows["question"], {row["fact"]: row for row in rows["answer"]}
    askers = {row["fact"]: row["scalar"] for row in rows["askersScalars"]}
    owners = {row["fact"]: row["scalar"] for row in rows["ownersScalars"]}
    digest = hashlib.sha256(f"sealane/1 comparison\0{canonical(question)}".encode()).hexdigest()
    expect("comparison id", digest == rows["comparisonId"])
    compared = {"agree": [], "differ": [], "notStated": []}
    for asked in question["facts"]:
        fact, answered = asked["fact"], answer.get(asked["fact"])
        expect(f"blinded {fact}", raised(decode(point_of[fact]), askers[fact]) == asked["point"])
        if answered:
            expect(f"evaluated {fact}", raised(decode(asked["point"]), owners[fact]) == answered["evaluated"])
        same = answered and raised(decode(answered["own"]), askers[fact]) == answered["evaluated"]
        compared["agree" if same else "differ" if answered else "notStated"].append(fact)
    expect("what agrees", compared == rows["compared"])
    asked, own = ({row["fact"]: row[name] for row in rows_of} for rows_of, name in ((question["facts"], "point"), (rows["answer"], "own")))
    for text, document_id, sent in zip(rows["openings"], (question["documentId"], question["otherDocumentId"]), (asked, own)):
        opening = json.loads(unbase64(text))
        opened_id, fields = open_body(opening["body"])
        leaves = dict(fields)
        expect("opened document", opened_id == document_id)
        expect("opened facts", [row["fact"] for row in opening["scalars"]] == compared["differ"])
        expect("opened leaves", {pointer.split("/")[2] for pointer in leaves} == set(compared["differ"]))
        for row in opening["scalars"]:
            fact = row["fact"]
            point = raised(fact_point(fact, leaves[f"/$facts/{fact}"]), row["scalar"])
            expect(f"opened {fact}", point == sent[fact])
