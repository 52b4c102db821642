"""Random draws, from docs/protocol.md alone."""
import hashlib, hmac

def share(mac, start):
    return (int.from_bytes(mac[start:start + 8], "big") >> 11) / 2 ** 53

def lane_of(row, value):
    rate = row["minimumRandomRate"]
    if value < rate:
        return row["randomLane"]
    rest, up_to = (value - rate) / (1 - rate), 0.0
    for lane in ("red", "yellow", "blue"):
        up_to += row["chances"][lane]
        if rest < up_to:
            return lane
    return "green"

def run_draws(vectors, expect):
    for row in vectors["commitments"]:
        head = bytes([3]) + row["memberId"].to_bytes(4, "big") + row["period"].to_bytes(4, "big")
        made = hashlib.sha256(head + bytes.fromhex(row["seed"])).hexdigest()
        expect(f"commitment of {row['memberId']}", made == row["commitment"])
    for row in vectors["draws"]:
        message = bytes.fromhex(row["documentId"] + row["blockHash"])
        mac = hmac.new(bytes.fromhex(row["seed"]), message, hashlib.sha256).digest()
        value = share(mac, 0)
        expect(f"draw {row['documentId']}", value == row["value"] and lane_of(row, value) == row["lane"])
        for one in row["officers"]:
            expect(f"officer of {row['documentId']}", int(share(mac, 8) * one["count"]) == one["index"])
