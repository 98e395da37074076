import { markdownTable } from '@alita/bench';
import type { Finding } from './run-case.ts';

const HEAD = [
  'case',
  'updates',
  'due',
  'missing',
  'reordered',
  'repeated',
  'sent again',
  'stored/given/asked',
  'parked',
  'faults',
  'moved on',
  'settled',
  'p50',
  'p95',
  'worst',
];

const ms = (value: number): string => (value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`);

/** Findings as a Markdown table, and below it what went wrong. */
export function report(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.name,
    ...[finding.updates, finding.due, finding.missing, finding.reordered, finding.repeated, finding.resent].map(String),
    `${finding.warnings.stored}/${finding.warnings.said}/${finding.warnings.asked}`,
    ...[finding.parked, finding.faults].map(String),
    ...[finding.movedOnMs, finding.settledMs, finding.latencyMs.p50, finding.latencyMs.p95, finding.latencyMs.max].map(
      ms,
    ),
  ]);
  const problems = findings.flatMap(({ name, problems: said }) => said.map((problem) => `- **${name}**: ${problem}\n`));
  return `${markdownTable([HEAD, ...rows])}${problems.length > 0 ? `\n${problems.join('')}` : ''}`;
}
