import { describe, expect, it } from '@jest/globals';
import { coverageOf, readExpectations, readRules, testedIds } from './coverage.ts';

const rules = readRules();
const expectations = readExpectations();
const tested = testedIds();
const coverage = coverageOf(rules, tested, expectations);

describe('the rules', () => {
  it.each(expectations.finished)('of %s each have a test or a reason why not', (section) => {
    expect(coverage.find((each) => each.section === section)?.missing).toEqual([]);
  });

  it('that are excepted exist, have a reason, and have no test by now', () => {
    const all = new Set([...rules.values()].flat());
    const wrong = Object.entries(expectations.exceptions).filter(
      ([id, reason]) => !all.has(id) || reason.length < 10 || tested.has(id),
    );
    expect(wrong).toEqual([]);
  });
});
