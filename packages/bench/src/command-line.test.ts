import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { commandLine } from './command-line.ts';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  jest.spyOn(console, 'error').mockImplementation((text) => void said.push(String(text)));
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const { read, share } = commandLine('bench');

it.each(['0', '1.1', '-1', 'half', ''])('takes no share of "%s"', (text) => {
  expect(() => share(text)).toThrow('exit 2');
  expect(said).toEqual(['--share is a number above 0, at most 1.\nWhat there is: npm run bench -- --help']);
});

it('says what is wrong in a sentence, and where it is told what there is', () => {
  const parse = () => {
    throw new TypeError("Unknown option '--sahre'. To specify a positional argument starting with a '-', …");
  };
  expect(share('0.3')).toBe(0.3);
  expect(() => read(parse)).toThrow('exit 2');
  expect(said).toEqual(["Unknown option '--sahre'.\nWhat there is: npm run bench -- --help"]);
});
