import { percentile } from '../rig/numbers.ts';
import type { Usage } from '../rig/usage.ts';
import type { Figures } from './row.ts';

/** The usual shares of ascending latencies. */
export const latencyFigures = (prefix: string, latencies: readonly number[]): Figures => ({
  [`${prefix}p50`]: percentile(latencies, 0.5),
  [`${prefix}p95`]: percentile(latencies, 0.95),
  [`${prefix}p99`]: percentile(latencies, 0.99),
  [`${prefix}max`]: percentile(latencies, 1),
});

/** Processor time per update by process, and in all without Telegram's, which is not ours. */
export function usageFigures({ cpuMs, peakMb, redisTrips }: Usage, done: number): Figures {
  const ours = Object.entries(cpuMs).filter(([process]) => process !== 'telegram');
  const total = ours.reduce((sum, [, ms]) => sum + ms, 0);
  return {
    'CPU/update': total / done,
    'Redis/update': redisTrips / done,
    ...Object.fromEntries(Object.entries(cpuMs).map(([process, ms]) => [`CPU ${process}`, ms / done])),
    ...Object.fromEntries(Object.entries(peakMb).map(([process, mb]) => [`MB ${process}`, mb])),
  };
}
