import type { AddressInfo } from "node:net";
import express from "express";

/** Express with one route that answers with the JSON of the first argument; prints its port. */
const answer = JSON.parse(process.argv[2] ?? "{}");
const app = express();
app.get("/v1/anchors/:documentId", (_request, response) => void response.json(answer));
const server = app.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
