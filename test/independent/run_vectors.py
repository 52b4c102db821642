"""Runs verify_dossier.py over test/vectors, or over dossiers from standard input, and prints what it says as JSON."""
import json, sys
from pathlib import Path
from alerts import run_alerts
from comparison import run_comparison
from draws import run_draws
from sharing import run_sharing
from verify_dossier import CLAIMS, DOSSIER, Refused, TRUST, attempt, canonical, is_anchored, is_signed_by, judge, leaf, open_body, parse, read, read_jws, unbase64

def run_vectors(folder):
    load = lambda name: json.loads((Path(folder) / name).read_text("utf-8"))
    faults, total = [], 0
    def expect(name, held):
        nonlocal total
        total += 1
        if not held:
            faults.append(name)
    for row in load("json.json")["canonical"]:
        expect(f"canonical {row['text']}", canonical(parse(row["text"])) == row["canonical"])
    for row in load("json.json")["refused"]:
        expect(f"refused {row['title']}", attempt(lambda: (parse(unbase64(row["bytes"])),)) is None)
    for row in load("documents.json")["documents"]:
        for body in (row["body"], *(one["body"] for one in row["presentations"])):
            expect(f"document {row['name']}", open_body(body)[0] == row["documentId"])
    for row in load("batches.json")["batches"]:
        for index, entry in enumerate(row["entries"]):
            anchor = {"root": row["root"], "index": index, "size": row["size"], "path": entry["path"]}
            expect(f"batch of {row['size']}", leaf(entry).hex() == entry["leaf"] and is_anchored(entry, anchor))
    for row in load("statements.json")["statements"]:
        expect("statement", is_signed_by(read_jws("sealane-statement+jwt", row["statement"], CLAIMS), row["key"]))
    run_sharing(load("sharing.json"), expect)
    run_comparison(load("comparison.json"), expect)
    run_draws(load("draws.json"), expect)
    run_alerts(load("alerts.json"), expect)
    dossiers = load("dossiers.json")
    for row in dossiers["cases"]:
        trust = None if row["trust"] is None else read(json.dumps(dossiers["trusts"][row["trust"]]), TRUST)
        dossier = {**row["dossier"], "papers": [dossiers["papers"][place] for place in row["dossier"]["papers"]]}
        verdict, papers = judge(read(json.dumps(dossier), DOSSIER), trust)
        named = not row.get("check") or (row["check"], row["verdict"], row["code"]) in papers[0]
        expect(f"{row['name']}: {verdict}, not {row['verdict']} {row['code']}", verdict == (row["verdict"], row["code"]) and named)
    print(json.dumps({"vectors": total, "dossiers": len(dossiers["cases"]), "disagree": faults}))
    return 1 if faults else 0

def run_lines():
    """One JSON array [dossier text, trust text or null] a line; the answer to each is its code, or "refused"."""
    for line in sys.stdin:
        dossier, trust = json.loads(line)
        try:
            print(judge(read(unbase64(dossier), DOSSIER), read(trust, TRUST) if trust else None)[0][1])
        except Refused:
            print("refused")
    return 0

if __name__ == "__main__":
    sys.exit(run_vectors(sys.argv[1]) if sys.argv[1:] else run_lines())
