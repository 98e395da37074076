import { decimal, flag, integer, port, text } from './fields.ts';
import { group } from './group.ts';

/** Ports of the two public HTTP servers; both services read all of them, so that they agree. */
export const ports = group(
  'Public ports',
  {
    HTTP_PORT: port().optional().meta({ description: 'Port of ingress: webhook and health.', example: '8080' }),
    PORT: port()
      .optional()
      .meta({ description: 'As HTTP_PORT, for platforms that inject it; HTTP_PORT wins.', example: '8080' }),
    GATEWAY_PORT: port().optional().meta({
      description: 'Port of the gateway: health, metrics, status page; the one after HTTP_PORT.',
      example: '8081',
    }),
  },
  ({ HTTP_PORT, PORT, GATEWAY_PORT }) => {
    const httpPort = HTTP_PORT ?? PORT ?? 8080;
    return { httpPort, gatewayPort: GATEWAY_PORT ?? (httpPort < 65_535 ? httpPort + 1 : httpPort - 1) };
  },
);

/** What a process tells its operators. */
export const operation = group(
  'Operation',
  {
    DEBUG: flag().default(false).meta({ description: 'Logs every detail.', example: 'false' }),
    METRICS_AUTH_TOKEN: text(/^\S+$/, 'a token without spaces')
      .optional()
      .meta({ description: 'Bearer token a metrics scraper must show; open when not set.', secret: true }),
    MONITOR_HOST: text().optional().meta({
      description: 'Address of the monitoring server every process has; 0.0.0.0 in containers.',
      example: '127.0.0.1',
    }),
    MONITOR_PORT: port(0).default(0).meta({ description: 'Its port; 0 takes any free one.', example: '0' }),
  },
  ({ DEBUG, METRICS_AUTH_TOKEN, MONITOR_HOST, MONITOR_PORT }) => ({
    level: DEBUG ? ('debug' as const) : ('info' as const),
    metricsToken: METRICS_AUTH_TOKEN,
    monitor: { port: MONITOR_PORT, token: METRICS_AUTH_TOKEN, ...(MONITOR_HOST && { host: MONITOR_HOST }) },
  }),
);

/** OpenTelemetry; off unless an endpoint or the console is named. */
export const tracing = group(
  'Tracing',
  {
    OTEL_EXPORTER_OTLP_ENDPOINT: text(/^[\w.-]+:\d{1,5}$/, 'host:port')
      .optional()
      .meta({ description: 'Collector that takes OTLP over gRPC.', example: 'localhost:4317' }),
    OTEL_EXPORTER_OTLP_INSECURE: flag()
      .default(false)
      .meta({ description: 'Talks to it without TLS.', example: 'false' }),
    OTEL_EXPORTER_CONSOLE: flag()
      .default(false)
      .meta({ description: 'Prints spans on stderr; ignored with an endpoint.', example: 'false' }),
    OTEL_SERVICE_NAME: text().default('alita').meta({ description: 'Name in traces.', example: 'alita' }),
    OTEL_TRACES_SAMPLE_RATE: decimal({ min: 0, max: 1 })
      .default(1)
      .meta({ description: 'Share of traces that are kept.', example: '1.0' }),
  },
  (values) => ({
    tracing: {
      endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
      insecure: values.OTEL_EXPORTER_OTLP_INSECURE,
      console: values.OTEL_EXPORTER_CONSOLE && values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined,
      serviceName: values.OTEL_SERVICE_NAME,
      sampleRate: values.OTEL_TRACES_SAMPLE_RATE,
    },
  }),
);

/** How much one worker does at a time. */
export const workload = group(
  'Worker',
  {
    WORKER_POOL_SIZE: integer({ min: 1, max: 50 })
      // one that waits for Telegram or the database must not keep others waiting; a third more updates/s than 8
      .default(32)
      .meta({ description: 'Chats one worker handles at the same time.', example: '32' }),
  },
  ({ WORKER_POOL_SIZE }) => ({ concurrency: WORKER_POOL_SIZE }),
);

/** The gateway's own page and console. */
export const gatewayAccess = group(
  'Gateway',
  {
    GATEWAY_PASSWORD: text().optional().meta({
      description: 'Opens the status page, the mailboxes and the queue console; off without it.',
      secret: true,
    }),
  },
  ({ GATEWAY_PASSWORD }) => ({ gatewayPassword: GATEWAY_PASSWORD }),
);

/** Read by Compose alone. */
export const compose = group(
  'docker compose',
  {
    POSTGRES_PASSWORD: text()
      .optional()
      .meta({ description: 'Of the PostgreSQL it brings, needed there; any characters.', secret: true }),
  },
  () => ({}),
);

/** Read by the tunnel's container alone. */
export const tunnel = group(
  'Cloudflare Tunnel (compose profile)',
  { CLOUDFLARE_TUNNEL_TOKEN: text().optional().meta({ description: 'Token of the tunnel.', secret: true }) },
  () => ({}),
);
