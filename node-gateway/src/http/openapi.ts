import { z } from "zod";
import { SCOPES } from "../identity/scopes.ts";
import { PROBLEM_TYPE, problemSchema } from "./problem.ts";
import { problemsOf } from "./problems-of.ts";
import { idempotencyKeySchema } from "./read-headers.ts";
import type { Route } from "./route.ts";

type Node = { [name: string]: unknown };

/** The OpenAPI 3.1 document of routes, made of the schemas that judge their requests. */
export function makeOpenApi(routes: readonly Route[]): Node {
  const schemas: Node = {};
  const paths: Node = {};
  for (const [path, rows] of Map.groupBy(routes, (route) => route.path)) {
    paths[path] = Object.fromEntries(rows.map((route) => [route.method, operationOf(route, schemas)]));
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Sealane gateway",
      version: "1",
      description: "One member's door to the network.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        officer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: scopesText() },
        peer: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "A token of another member's gateway for this one call: docs/protocol.md §16.",
        },
        metrics: { type: "http", scheme: "bearer", description: "The metrics token, when one is configured." },
      },
    },
  };
}

const scopesText = (): string =>
  Object.entries(SCOPES)
    .map(([scope, sentence]) => `\`${scope}\`: may ${sentence}.`)
    .join("\n");

function operationOf(route: Route, schemas: Node): Node {
  const parameters = [
    ...membersOf(route.params, "path", schemas),
    ...(route.query instanceof z.ZodUnion
      ? [choiceOf(route.query, schemas)]
      : membersOf(route.query, "query", schemas)),
    ...headersOf(route, schemas),
  ];
  const security = { public: [], metrics: [{}, { metrics: [] }], peer: [{ peer: [] }] }[route.access as string];
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    security: security ?? [{ officer: [route.access] }],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: contentOf(route.body.content, schemas) } }),
    responses: { ...repliesOf(route, schemas), ...problemRepliesOf(route, schemas) },
  };
}

/** JSON Schema of a schema; named schemas in it move to the document's components. */
function schemaOf(schema: z.ZodType, schemas: Node, io: "input" | "output"): Node {
  const { $schema: _dialect, $defs, ...node } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Node;
  const toComponents = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
  Object.assign(schemas, toComponents($defs ?? {}));
  return toComponents(node) as Node;
}

function membersOf(schema: z.ZodType, place: string, schemas: Node): Node[] {
  const { properties = {}, required = [] } = schemaOf(schema, schemas, "input") as {
    properties?: Node;
    required?: string[];
  };
  return Object.entries(properties).map(([name, member]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: member,
  }));
}

/** A query of which exactly one member is given: an object spread over the query, as OpenAPI's `explode` means it. */
function choiceOf(schema: z.ZodType, schemas: Node): Node {
  return {
    name: "by",
    in: "query",
    required: true,
    style: "form",
    explode: true,
    schema: { type: "object", ...schemaOf(schema, schemas, "input") },
  };
}

function headersOf(route: Route, schemas: Node): Node[] {
  const key = { name: "Idempotency-Key", in: "header", required: true };
  const metadata = {
    name: "Sealane-Metadata",
    in: "header",
    required: route.metadata ? !route.metadata.safeParse({}).success : false,
    description: "JSON in ASCII.",
  };
  return [
    ...(route.changes ? [{ ...key, schema: schemaOf(idempotencyKeySchema, schemas, "input") }] : []),
    ...(route.metadata ? [{ ...metadata, content: contentOf({ "application/json": route.metadata }, schemas) }] : []),
  ];
}

function contentOf(content: Readonly<Record<string, z.ZodType>>, schemas: Node): Node {
  const entries = Object.entries(content);
  return Object.fromEntries(entries.map(([type, schema]) => [type, { schema: schemaOf(schema, schemas, "input") }]));
}

function repliesOf(route: Route, schemas: Node): Node {
  const entries = Object.entries(route.replies).map(
    ([status, { description, schema, mediaType = "application/json" }]) => {
      return [status, { description, content: { [mediaType]: { schema: schemaOf(schema, schemas, "output") } } }];
    },
  );
  return Object.fromEntries(entries);
}

function problemRepliesOf(route: Route, schemas: Node): Node {
  const problem = schemaOf(problemSchema, schemas, "output");
  const entries = [...problemsOf(route)].map(([status, codes]) => {
    const schema = { allOf: [problem, { properties: { code: { enum: codes } } }] };
    const other = route.replies[status];
    const content = { [PROBLEM_TYPE]: { schema } };
    const both = other && { "application/json": { schema: schemaOf(other.schema, schemas, "output") }, ...content };
    return [status, { description: codes.join(", "), content: both ?? content }];
  });
  return Object.fromEntries(entries);
}
