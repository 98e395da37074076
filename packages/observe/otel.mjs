/**
 * Turns OpenTelemetry on when an exporter is configured, and costs nothing otherwise.
 * Run every service with `node --import <this file>`: instrumentation must be there before the first import.
 */
const { env } = process;

if (env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_CONSOLE === 'true') {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) env.OTEL_TRACES_EXPORTER = 'console';
  else if (!endpoint.includes('://')) {
    // host:port is the older way of naming a gRPC collector
    env.OTEL_EXPORTER_OTLP_ENDPOINT = `${env.OTEL_EXPORTER_OTLP_INSECURE === 'true' ? 'http' : 'https'}://${endpoint}`;
    env.OTEL_EXPORTER_OTLP_PROTOCOL ??= 'grpc';
  }
  env.OTEL_SERVICE_NAME ??= 'alita_robot';
  env.OTEL_METRICS_EXPORTER ??= 'none';
  env.OTEL_LOGS_EXPORTER ??= 'none';
  env.OTEL_NODE_ENABLED_INSTRUMENTATIONS ??= 'http,express,pg,ioredis,undici';
  if (env.OTEL_TRACES_SAMPLE_RATE) {
    env.OTEL_TRACES_SAMPLER ??= 'parentbased_traceidratio';
    env.OTEL_TRACES_SAMPLER_ARG ??= env.OTEL_TRACES_SAMPLE_RATE;
  }

  const { register, supportsSyncHooks } = await import('import-in-the-middle/register-hooks.mjs');
  if (supportsSyncHooks()) register();
  const { getNodeAutoInstrumentations } = await import('@opentelemetry/auto-instrumentations-node');
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const instrumentations = getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-http': {
      // their paths hold secrets; ingress and sender record spans of their own instead
      ignoreIncomingRequestHook: ({ url = '' }) => url.startsWith('/webhook/'),
      ignoreOutgoingRequestHook: ({ path }) => /\/bot\d+:/.test(path ?? ''),
    },
    '@opentelemetry/instrumentation-undici': { ignoreRequestHook: ({ path }) => /\/bot\d+:/.test(path) },
    '@opentelemetry/instrumentation-ioredis': { requireParentSpan: true },
  });
  const sdk = new NodeSDK({ instrumentations: [instrumentations] });
  sdk.start();
  globalThis[Symbol.for('alita.traces.stop')] = () => sdk.shutdown();
}
