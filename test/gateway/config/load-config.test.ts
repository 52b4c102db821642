import { expect } from "chai";
import { START_EXIT_CODES, startExitCode } from "../../../node-gateway/src/config/exit-codes.ts";
import { loadConfig } from "../../../node-gateway/src/config/load-config.ts";
import { printConfig } from "../../../node-gateway/src/config/print-config.ts";
import { VARIABLES } from "../../../node-gateway/src/config/variables.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { environmentOf, fileOf, removeFolders } from "./settings.ts";

const SECRET = "c2VhbGFuZSB3ZWJob29rIHRlc3Qgc2VjcmV0IQ==";
const webhooks = (change: object): string =>
  JSON.stringify([{ name: "customs", url: "https://customs.example/hook?key=1", secret: SECRET, ...change }]);

function refusal(environment: Record<string, string | undefined>): GatewayError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error("The configuration was taken.");
}

describe("configuration", () => {
  afterEach(removeFolders);

  it("comes from the environment, with loopback and port 8710 where nothing else is said", () => {
    const config = loadConfig(environmentOf());
    expect(config.memberId).to.equal(7);
    expect(config.listen).to.deep.equal({ host: "127.0.0.1", port: 8710 });
    expect(config.chain.rpcUrls).to.have.length(2);
    expect(config.keystore).to.deep.equal({ path: "/keys/keystore.json", passphrase: "correct horse" });
  });

  it("takes blobs on files where nothing is said, and on a Kubo node with its token", () => {
    expect(loadConfig(environmentOf()).blobs).to.deep.equal({});
    for (const url of ["http://127.0.0.1:5001", "kubo+http://kubo:5001", "kubo+https://blobs.example"]) {
      const environment = environmentOf({ SEALANE_BLOBS_URL: url, SEALANE_BLOBS_TOKEN: "kub0" });
      expect(loadConfig(environment).blobs).to.deep.equal({ url, token: "kub0" });
    }
  });

  it("takes the database from a URL or the private file that holds it, and masks it when it is printed", () => {
    const url = "postgres://sealane:hunter2@db.example/sealane";
    expect(loadConfig(environmentOf()).database).to.deep.equal({ url: undefined });
    const config = loadConfig(environmentOf({ SEALANE_DATABASE_URL: url }));
    expect(config.database).to.deep.equal({ url });
    expect(printConfig(config)).to.include("postgres://db.example/***").and.not.to.include("hunter2");
    const fromFile = (text: string, mode?: number) => environmentOf({ SEALANE_DATABASE_URL_FILE: fileOf(text, mode) });
    expect(loadConfig(fromFile(`${url}\n`)).database).to.deep.equal({ url });
    expect(refusal(fromFile(url, 0o644)).code).to.equal("FILE_EXPOSED");
    for (const wrong of ["mysql://sealane:hunter2@db.example/x", "postgres://sealane:hunter2@db.example/"]) {
      for (const environment of [environmentOf({ SEALANE_DATABASE_URL: wrong }), fromFile(wrong)]) {
        const { code, message } = refusal(environment);
        expect(code).to.equal("CONFIG_INVALID");
        expect(message).to.include("SEALANE_DATABASE_URL").and.not.to.include("hunter2");
      }
    }
  });

  it("opens no network and has no webhooks where nothing is said", () => {
    const { outbound, webhooks } = loadConfig(environmentOf());
    expect([outbound, webhooks]).to.deep.equal([{ allowLoopback: false, allowedNetworks: [] }, []]);
    const environment = environmentOf({
      SEALANE_ALLOW_LOOPBACK: "true",
      SEALANE_ALLOWED_NETWORKS: "10.2.0.0/16, fd12::/16",
    });
    const opened = { allowLoopback: true, allowedNetworks: ["10.2.0.0/16", "fd12::/16"] };
    expect(loadConfig(environment).outbound).to.deep.equal(opened);
  });

  it("takes webhooks, and shows neither their secrets nor what their URLs hide", () => {
    const config = loadConfig(environmentOf({ SEALANE_WEBHOOKS: webhooks({ types: ["sealane.chain.alarm"] }) }));
    expect(config.webhooks[0]).to.include({ name: "customs", secret: SECRET });
    expect(printConfig(config))
      .to.include("https://customs.example")
      .and.not.to.match(/c2VhbGFu|\/hook|key=1/);
  });

  for (const [name, change] of [
    ["plain http elsewhere", { url: "http://customs.example/" }],
    ["credentials in its URL", { url: "https://u:hunter2@customs.example/" }],
    ["a short secret", { secret: "c2hvcnQ=" }],
    ["a secret that is no base64", { secret: "correct horse battery staple correct horse" }],
    ["an unknown type", { types: ["sealane.nothing"] }],
    ["a name with a slash", { name: "a/b" }],
    ["an unknown setting", { retries: 3 }],
  ] as const) {
    it(`is refused with CONFIG_INVALID for a webhook with ${name}, without its secret`, () => {
      const { code, message } = refusal(environmentOf({ SEALANE_WEBHOOKS: webhooks(change) }));
      expect([code, message.includes("webhooks") || message.includes("SEALANE_WEBHOOKS")]).to.deep.equal([
        "CONFIG_INVALID",
        true,
      ]);
      expect(message).not.to.match(/hunter2|c2VhbGFu|battery/);
    });
  }

  it("is refused for two webhooks of one name", () => {
    const [one] = JSON.parse(webhooks({})) as object[];
    expect(refusal(environmentOf({ SEALANE_WEBHOOKS: JSON.stringify([one, one]) })).message).to.include(
      "SEALANE_WEBHOOKS",
    );
  });

  it("comes from one file, which the environment overrides", () => {
    const file = fileOf(JSON.stringify({ memberId: 9, listen: { port: 9000 }, names: { "7": "Singapore Customs" } }));
    const config = loadConfig(environmentOf({ SEALANE_CONFIG: file, SEALANE_LISTEN_HOST: "::1" }));
    expect(config.memberId).to.equal(7);
    expect(config.listen).to.deep.equal({ host: "::1", port: 9000 });
    expect(config.names).to.deep.equal({ "7": "Singapore Customs" });
  });

  it("names every needed setting that is not given by its variable", () => {
    const { code, message } = refusal({});
    expect(code).to.equal("CONFIG_INVALID");
    for (const name of ["MEMBER_ID", "DATA_DIR", "RPC_URLS", "CHAIN_ID", "DIRECTORY", "KEYSTORE", "OIDC_ISSUER"]) {
      expect(message).to.match(new RegExp(`SEALANE_${name}: `));
    }
    expect(message).to.include("SEALANE_KEYSTORE_PASSPHRASE: ");
  });

  const FAULTS: [name: string, changes: Record<string, string | undefined>, named: string][] = [
    ["a variable that means nothing", { SEALANE_LISTN_PORT: "1" }, "SEALANE_LISTN_PORT: no such setting"],
    ["a port that is no number", { SEALANE_LISTEN_PORT: "80a" }, "SEALANE_LISTEN_PORT: "],
    ["a port out of range", { SEALANE_LISTEN_PORT: "65536" }, "SEALANE_LISTEN_PORT: "],
    ["member 0", { SEALANE_MEMBER_ID: "0" }, "SEALANE_MEMBER_ID: "],
    ["an RPC URL of another scheme", { SEALANE_RPC_URLS: "file:///etc/passwd" }, "SEALANE_RPC_URLS: "],
    ["a directory of the wrong length", { SEALANE_DIRECTORY: "0x12" }, "SEALANE_DIRECTORY: "],
    ["an issuer on plain http", { SEALANE_OIDC_ISSUER: "http://login.example" }, "SEALANE_OIDC_ISSUER: "],
    [
      "clients that are no JSON",
      { SEALANE_OIDC_EMBEDDED: "true", SEALANE_OIDC_CLIENTS: "{" },
      "SEALANE_OIDC_CLIENTS: ",
    ],
    ["clients without the embedded issuer", { SEALANE_OIDC_CLIENTS: clients("verify") }, "SEALANE_OIDC_CLIENTS: "],
    [
      "a client with an unknown scope",
      { SEALANE_OIDC_EMBEDDED: "true", SEALANE_OIDC_CLIENTS: clients("all") },
      "SEALANE_OIDC_CLIENTS: ",
    ],
    [
      "the embedded issuer on all addresses",
      { SEALANE_OIDC_EMBEDDED: "true", SEALANE_LISTEN_HOST: "0.0.0.0" },
      "SEALANE_LISTEN_HOST: ",
    ],
    ["blobs on an unknown scheme", { SEALANE_BLOBS_URL: "ftp://blobs.example" }, "SEALANE_BLOBS_URL: "],
    ["blobs at no URL", { SEALANE_BLOBS_URL: "127.0.0.1" }, "SEALANE_BLOBS_URL: "],
    [
      "blobs at a URL with credentials",
      { SEALANE_BLOBS_URL: "kubo+http://u:hunter2@127.0.0.1:5001" },
      "SEALANE_BLOBS_URL: ",
    ],
    [
      "a network with bits beyond its prefix",
      { SEALANE_ALLOWED_NETWORKS: "10.2.0.1/16" },
      "SEALANE_ALLOWED_NETWORKS: ",
    ],
    ["a network that is everything", { SEALANE_ALLOWED_NETWORKS: "0.0.0.0/0" }, "SEALANE_ALLOWED_NETWORKS: "],
    ["a token for files", { SEALANE_BLOBS_TOKEN: "t0ken" }, "SEALANE_BLOBS_TOKEN: "],
    ["no passphrase", { SEALANE_KEYSTORE_PASSPHRASE: undefined }, "SEALANE_KEYSTORE_PASSPHRASE: "],
    ["two passphrases", { SEALANE_KEYSTORE_PASSPHRASE_FILE: "/x" }, "SEALANE_KEYSTORE_PASSPHRASE: "],
    ["a configuration file that is not there", { SEALANE_CONFIG: "/nowhere/at/all" }, "SEALANE_CONFIG: "],
  ];
  for (const [name, changes, named] of FAULTS) {
    it(`is refused with CONFIG_INVALID naming the setting for ${name}`, () => {
      const { code, message } = refusal(environmentOf(changes));
      expect(code).to.equal("CONFIG_INVALID");
      expect(message).to.include(named);
    });
  }

  for (const [name, text] of [
    ["an unknown key", '{"memberIdd":1}'],
    ["an unknown key inside", '{"listen":{"prt":1}}'],
    ["a key that stands twice", '{"memberId":1,"memberId":2}'],
    ["a list", "[]"],
    ["no JSON", "memberId: 1"],
  ] as const) {
    it(`is refused with CONFIG_INVALID when the file holds ${name}`, () => {
      expect(refusal(environmentOf({ SEALANE_CONFIG: fileOf(text) })).code).to.equal("CONFIG_INVALID");
    });
  }

  it("is refused with FILE_EXPOSED when others can read a file with a secret, and taken when it holds none", () => {
    for (const secret of [
      '{"metricsToken":"0123456789abcdef"}',
      '{"blobs":{"url":"http://127.0.0.1:5001","token":"0123456789abcdef"}}',
    ]) {
      const { code, message } = refusal(environmentOf({ SEALANE_CONFIG: fileOf(secret, 0o644) }));
      expect(code).to.equal("FILE_EXPOSED");
      expect(message).to.include("chmod 600");
    }
    expect(loadConfig(environmentOf({ SEALANE_CONFIG: fileOf('{"memberId":1}', 0o644) })).memberId).to.equal(7);
  });

  it("takes the passphrase from a file, without its line end, and only from one that is private", () => {
    const without = environmentOf({ SEALANE_KEYSTORE_PASSPHRASE: undefined });
    const given = { ...without, SEALANE_KEYSTORE_PASSPHRASE_FILE: fileOf("from a file\n") };
    expect(loadConfig(given).keystore.passphrase).to.equal("from a file");
    const exposed = { ...without, SEALANE_KEYSTORE_PASSPHRASE_FILE: fileOf("from a file\n", 0o640) };
    expect(refusal(exposed).code).to.equal("FILE_EXPOSED");
  });

  it("is printed without passphrase, tokens, secret hashes and what RPC URLs carry beside the origin", () => {
    const environment = environmentOf({
      SEALANE_METRICS_TOKEN: "m3trics-t0ken-0123",
      SEALANE_BLOBS_URL: "http://127.0.0.1:5001",
      SEALANE_BLOBS_TOKEN: "kub0-t0ken",
      SEALANE_OIDC_EMBEDDED: "true",
      SEALANE_OIDC_CLIENTS: clients("verify"),
    });
    const text = printConfig(loadConfig(environment));
    for (const secret of ["correct horse", "m3trics", "kub0", "c0ffee", "hunter2", "user", "abcdef", "xyz"]) {
      expect(text).not.to.include(secret);
    }
    expect(text).to.include("https://chain.example/***");
    expect(JSON.parse(text).memberId).to.equal(7);
  });

  it("never repeats a wrong secret in the refusal", () => {
    const { message } = refusal(
      environmentOf({ SEALANE_METRICS_TOKEN: "sh0rt", SEALANE_RPC_URLS: "ftp://u:hunter2@x" }),
    );
    expect(message).not.to.match(/sh0rt|hunter2/);
  });

  it("has a variable for every setting, each in one place", () => {
    const paths = Object.values(VARIABLES).map(({ path }) => path);
    expect(new Set(paths).size).to.equal(paths.length);
  });

  it("has an exit code of its own for every reason not to start, and 70 for what nobody foresaw", () => {
    const codes = Object.values(START_EXIT_CODES);
    expect(new Set(codes).size).to.equal(codes.length);
    expect(startExitCode(new GatewayError("DATA_LOCKED", ""))).to.equal(75);
    expect(startExitCode(new Error("?"))).to.equal(70);
  });
});

function clients(scope: string): string {
  return JSON.stringify([{ id: "demo", secretSha256: `c0ffee${"0".repeat(58)}`, scopes: [scope] }]);
}
