import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { VARIABLES } from "../../../node-gateway/src/config/variables.ts";

interface Service {
  readonly image: string;
  readonly restart: string;
  readonly user: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly secrets: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck: { readonly test: readonly string[]; readonly interval: string };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const DEPLOY = join(import.meta.dirname, "../../../deploy");
const read = (name: string): string => readFileSync(join(DEPLOY, name), "utf8");
/** A variable of `.env` that must be there. */
const asked = (name: string): string => `\${${name}:?}`;
const NAMES = ["besu", "gateway", "kubo", "postgres", "prometheus"];

describe("deploy/compose.yaml", () => {
  const { services, networks, secrets } = parse(read("compose.yaml"), { merge: true }) as Compose;
  const each = Object.entries(services);

  it("runs a validator, a blob store, a database, a gateway and what watches them", () => {
    expect(Object.keys(services).sort()).to.deep.equal(NAMES);
  });

  it("pins every image to a version", () => {
    for (const [name, { image }] of each) expect(image, name).to.match(/:v?\d+\.\d+(\.\d+)?[\w.-]*\}?$/);
  });

  it("starts every service again after a fault, and knows whether it is well", () => {
    for (const [name, { restart, healthcheck }] of each) {
      expect(restart, name).to.equal("unless-stopped");
      expect(healthcheck.test[0], name).to.match(/^CMD(-SHELL)?$/);
      expect(healthcheck.interval, name).to.match(/^\d+s$/);
    }
  });

  it("starts the gateway once the services it needs are well", () => {
    expect(services["gateway"]?.depends_on).to.deep.equal({
      besu: { condition: "service_healthy" },
      kubo: { condition: "service_healthy" },
      postgres: { condition: "service_healthy" },
    });
  });

  it("gives no service more of the machine than its own folder: no root, no capability, nothing to write but data", () => {
    for (const [name, service] of each) {
      expect(service.user, name).to.equal(`${asked("MEMBER_UID")}:${asked("MEMBER_GID")}`);
      expect(service.read_only, name).to.equal(true);
      expect(service.cap_drop, name).to.deep.equal(["ALL"]);
      expect(service.security_opt, name).to.deep.equal(["no-new-privileges:true"]);
      expect(service, name).to.not.have.any.keys("privileged", "network_mode", "pid", "cap_add", "devices");
      const writable = service.volumes.filter((volume) => !volume.endsWith(":ro"));
      expect(writable, name).to.have.length(1);
      for (const volume of service.volumes) expect(volume, name).to.match(/^\.\/[\w./-]+:\//);
    }
  });

  it("publishes validators' and blob stores' peer ports, and the gateway to this machine's proxy only", () => {
    const published = Object.fromEntries(each.flatMap(([name, { ports }]) => (ports ? [[name, ports]] : [])));
    expect(published).to.deep.equal({
      besu: [`${asked("P2P_PORT")}:${asked("P2P_PORT")}/tcp`],
      kubo: [`${asked("KUBO_PORT")}:${asked("KUBO_PORT")}/tcp`],
      gateway: [`127.0.0.1:${asked("GATEWAY_PORT")}:8710`],
    });
  });

  it("keeps database and monitoring on a network without a way out", () => {
    expect(networks["data"]?.internal).to.equal(true);
    const partners = each.filter(([, service]) => service.networks.includes("partner")).map(([name]) => name);
    expect(partners.sort()).to.deep.equal(["besu", "gateway", "kubo"]);
  });

  it("hands every secret over as a file, and none in an environment or a command", () => {
    const used = each.flatMap(([, service]) => service.secrets);
    expect([...new Set(used)].sort()).to.deep.equal(Object.keys(secrets).sort());
    const secretVariables = Object.entries(VARIABLES).flatMap(([name, { secret }]) => (secret ? [name] : []));
    for (const [name, { environment = {}, command = [] }] of each) {
      expect(Object.keys(environment), name).to.not.include.members(secretVariables);
      const variables = Object.keys(environment).filter((one) => /PASSWORD|PASSPHRASE|TOKEN|SECRET|KEY/.test(one));
      for (const variable of variables) expect(environment[variable], name).to.match(/^\/run\/secrets\//);
      for (const word of command) expect(word, name).to.not.match(/password|token/i);
    }
  });

  it("lets each secret into the service alone that needs it", () => {
    const holders = (secret: string) => each.flatMap(([name, it]) => (it.secrets.includes(secret) ? [name] : []));
    expect(Object.fromEntries(Object.keys(secrets).map((secret) => [secret, holders(secret)]))).to.deep.equal({
      "node-key": ["besu"],
      "kubo-config": ["kubo"],
      "swarm-key": ["kubo"],
      "postgres-password": ["postgres"],
      "gateway-config": ["gateway"],
      "database-url": ["gateway"],
      keystore: ["gateway"],
      "keystore-passphrase": ["gateway"],
      "metrics-token": ["prometheus"],
    });
  });

  it("gives the gateway only settings that it knows", () => {
    const known = ["SEALANE_CONFIG", ...Object.keys(VARIABLES)];
    expect(known).to.include.members(Object.keys(services["gateway"]?.environment ?? {}));
  });
});

describe("deploy/Dockerfile", () => {
  const lines = read("Dockerfile").split("\n");

  it("pins its base image, installs by the lock file without scripts, and runs without root", () => {
    expect(lines.filter((line) => line.startsWith("FROM "))).to.deep.equal(["FROM node:24.11.1-bookworm-slim"]);
    expect(lines.some((line) => /^RUN npm ci --omit=dev --ignore-scripts/.test(line))).to.equal(true);
    expect(lines.indexOf("USER node")).to.be.above(0);
  });

  it("copies what is there, and starts a program that is there", () => {
    const copied = lines.flatMap((line) => /^COPY (.+) \S+$/.exec(line)?.[1]?.split(" ") ?? []);
    for (const path of copied) expect(existsSync(join(DEPLOY, "..", path)), path).to.equal(true);
    const [, program = ""] = /^CMD \["node", "(.+)"\]$/m.exec(read("Dockerfile")) ?? [];
    expect(copied).to.include(program.split("/")[0]);
    expect(existsSync(join(DEPLOY, "..", program))).to.equal(true);
  });

  it("takes no file of a working copy beside those", () => {
    expect(read("Dockerfile.dockerignore").split("\n")).to.include.members(["*", "**/node_modules"]);
  });
});
