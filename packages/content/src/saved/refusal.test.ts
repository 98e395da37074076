import { loadMessages } from '@alita/i18n';
import { Html } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { localesFolder } from '../index.ts';
import { BUTTON_FAULTS } from './check-button.ts';
import { complaintLines, refusalOf } from './refusal.ts';

const languages = ['en', 'es', 'fr', 'hi'];
const messages = loadMessages({ roots: [{ module: 'content', folder: localesFolder }], languages });

describe.each(languages)('in %s', (language) => {
  const t = messages.translator(language);

  it.each([
    [{ problem: 'no-name' }, []],
    [{ problem: 'no-content' }, []],
    [{ problem: 'empty-variant', variant: 2 }, ['2', '%%%']],
    [{ problem: 'too-long', length: 777, max: 666 }, ['777', '666']],
    [{ problem: 'too-long', length: 777, max: 666, variant: 3 }, ['777', '666', '3']],
    [{ problem: 'too-many-buttons', count: 101, max: 100 }, ['101', '100']],
  ] as const)('CE-10, CE-B6: a refusal says what to do: %j', (problem, facts) => {
    const { key, params } = refusalOf(problem);
    for (const fact of facts) expect(t(key, params)).toContain(fact);
    expect(t(key, params)).not.toMatch(/undefined|absent/);
  });

  it('CE-B4: every button that was left out is named with why', () => {
    const complaints = BUTTON_FAULTS.map((fault) => ({ label: `<${fault}>`, target: 'a&b'.repeat(99), fault }));
    const lines = complaintLines(complaints, t)?.value.split('\n') ?? [];
    expect(lines).toHaveLength(BUTTON_FAULTS.length);
    for (const [at, fault] of BUTTON_FAULTS.entries()) expect(lines[at]).toContain(`&lt;${fault}&gt;`);
    expect(complaintLines([], t)).toBeUndefined();
    expect(complaintLines(complaints, t)).toBeInstanceOf(Html);
  });
});
