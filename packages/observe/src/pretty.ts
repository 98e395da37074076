const COLOURS = { debug: 90, info: 36, warn: 33, error: 31 } as const;

const isLevel = (level: string): level is keyof typeof COLOURS => level in COLOURS;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[\s"=]/.test(text) && typeof value === 'string' ? JSON.stringify(text) : text;
}

function fieldsOf(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * One JSON log line for human eyes: `12:00:01 info  ready port=8080`, an error's stack below it.
 * A line that is not JSON stays as it is.
 */
export function prettyLine(line: string): string {
  const fields = fieldsOf(line);
  if (!fields) return line;
  const { timestamp, level, message, service: _service, instance: _instance, error, ...rest } = fields;
  const name = String(level);
  const colour = isLevel(name) ? COLOURS[name] : 0;
  const details = Object.entries(rest).map(([key, value]) => ` \u001b[90m${key}=\u001b[0m${shown(value)}`);
  const stack = error && typeof error === 'object' && 'stack' in error ? `\n${String(error.stack)}` : '';
  const plain = error !== undefined && !stack ? ` error=${shown(error)}` : '';
  const time = String(timestamp).slice(11, 19);
  return `${time} \u001b[${colour}m${name.padEnd(5)}\u001b[0m ${String(message)}${details.join('')}${plain}${stack}`;
}
