import { expect } from "chai";
import { databaseAddress, databaseUrlFault } from "../../../node-gateway/src/config/database-url.ts";

describe("a database's URL", () => {
  it("is a file when it is a path or a file: URL", () => {
    expect(databaseAddress("/data/gateway.db")).to.deep.equal({ engine: "sqlite", path: "/data/gateway.db" });
    expect(databaseAddress("file:///data/a%20b.db")).to.deep.equal({ engine: "sqlite", path: "/data/a b.db" });
    expect(databaseAddress(":memory:")).to.deep.equal({ engine: "sqlite", path: ":memory:" });
  });

  it("gives host, port, account, password and database of a PostgreSQL, with their escapes undone", () => {
    expect(databaseAddress("postgresql://sea%40lane:p%2Fw@db.example:6432/papers?schema=singapore")).to.deep.equal({
      engine: "postgres",
      host: "db.example",
      port: 6432,
      user: "sea@lane",
      password: "p/w",
      database: "papers",
      schema: "singapore",
      tls: { sslmode: "verify-full" },
    });
  });

  for (const [url, sslmode] of [
    ["postgres://u@127.0.0.1/d", "disable"],
    ["postgres://u@[::1]/d", "disable"],
    ["postgres://u@localhost/d", "disable"],
    ["postgres:///d?host=/var/run/postgresql", "disable"],
    ["postgres://u@10.0.0.7/d", "verify-full"],
    ["postgres://u@db.example/d", "verify-full"],
    ["postgres://u@db.example/d?sslmode=require", "require"],
    ["postgres://u@db.example/d?sslmode=disable", "disable"],
    ["postgres://u@localhost/d?sslmode=verify-ca&sslrootcert=/ca.pem", "verify-ca"],
  ] as const) {
    it(`means sslmode ${sslmode} in ${url}`, () => {
      const address = databaseAddress(url);
      expect(address.engine === "postgres" && address.tls.sslmode).to.equal(sslmode);
    });
  }

  for (const url of [
    "mysql://u:hunter2@h/d",
    "postgres://u:hunter2@h",
    "postgres://u:hunter2@h/",
    "postgres://u:hunter2@h/a/b",
    "postgres://h/d",
    "postgres://u:hunter2@h/d?sslmod=disable",
    "postgres://u:hunter2@h/d?sslmode=prefer",
    "postgres://u:hunter2@h/d?sslmode=disable&sslmode=require",
    "postgres://u:hunter2@h/d?sslcert=/c.pem",
    "postgres://u:hunter2@h/d?schema=Robert'); drop table documents",
    "postgres://u:hunter2%@h/d",
    "postgres://u:hunter2@h:port/d",
  ]) {
    it(`is refused, and its password not repeated, when it is ${url}`, () => {
      expect(databaseUrlFault(url)).to.be.a("string").and.not.to.include("hunter2");
    });
  }
});
