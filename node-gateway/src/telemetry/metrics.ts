import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Readiness } from "../usecases/readiness.ts";

export interface ObservedRequest {
  readonly operationId: string;
  readonly status: number;
  readonly durationMs: number;
}

/** What a gateway counts about itself. Labels are names of this program only: no member, document or officer. */
export interface Metrics {
  observeRequest(request: ObservedRequest): void;
  /** The Prometheus text of now, with the figures of every dependency. */
  render(readiness: Readiness): Promise<string>;
}

/** Metrics with a registry of their own, so that several gateways fit into one process. */
export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: "sealane_" });
  const requests = new Histogram({
    name: "sealane_http_request_seconds",
    help: "Time to answer a request, by operation and status.",
    labelNames: ["operation", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [register],
  });
  const ready = new Gauge({
    name: "sealane_dependency_ready",
    help: "1 when the dependency can do its work, 0 when not.",
    labelNames: ["dependency"],
    registers: [register],
  });
  const figures = new Map<string, Gauge>();
  return {
    observeRequest: ({ operationId, status, durationMs }) =>
      requests.observe({ operation: operationId, status }, durationMs / 1000),
    render: ({ dependencies }) => {
      for (const { name, isReady, figures: stated } of dependencies) {
        ready.set({ dependency: name }, isReady ? 1 : 0);
        for (const [figure, value] of Object.entries(stated))
          gaugeOf(figures, register, `${name}_${figure}`).set(value);
      }
      return register.metrics();
    },
  };
}

/** The gauge of a figure such as `outbox_oldestWaitingSeconds`: made when a dependency first states it. */
function gaugeOf(gauges: Map<string, Gauge>, register: Registry, figure: string): Gauge {
  const name = `sealane_${figure.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
  const gauge = gauges.get(name) ?? new Gauge({ name, help: "A figure of a dependency.", registers: [register] });
  gauges.set(name, gauge);
  return gauge;
}
