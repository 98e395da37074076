import { type Attributes, context, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('alita');

/** Whether traces are recorded: `otel.mjs` installs a propagator, without it there is none. */
const isOn = (): boolean => propagation.fields().length > 0;

/** The current trace as a W3C `traceparent`, to travel in an item; undefined when traces are off. */
export function currentTrace(): string | undefined {
  if (!isOn()) return undefined;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/**
 * Records the moment something entered the system and answers the `traceparent` of the trace it begins (or continues,
 * inside a span); undefined when traces are off.
 */
export function markEntry(name: string, attributes: Attributes = {}): string | undefined {
  if (!isOn()) return undefined;
  const span = tracer.startSpan(name, { attributes });
  span.end();
  const carrier: { traceparent?: string } = {};
  propagation.inject(trace.setSpan(context.active(), span), carrier);
  return carrier.traceparent;
}

/**
 * Runs `work` inside a span named `name`; with `parent` (a `traceparent` that travelled in an item) it continues that
 * trace. An error marks the span and rises. Costs one check when traces are off.
 */
export function inSpan<T>(
  name: string,
  options: { readonly parent?: string | undefined; readonly attributes?: Attributes },
  work: () => Promise<T>,
): Promise<T> {
  if (!isOn()) return work();
  const from = options.parent ? propagation.extract(ROOT_CONTEXT, { traceparent: options.parent }) : context.active();
  return tracer.startActiveSpan(name, { attributes: options.attributes ?? {} }, from, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The key under which `otel.mjs` leaves the function that flushes and stops it. */
const STOP = Symbol.for('alita.traces.stop');

/** Flushes and stops the traces, when they are on. */
export async function stopTraces(): Promise<void> {
  const stop: unknown = Reflect.get(globalThis, STOP);
  if (typeof stop === 'function') await stop();
}
