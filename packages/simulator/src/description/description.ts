import { readFileSync } from 'node:fs';

/** A parameter of a method or a field of an object, as the machine-readable Bot API description has it. */
export interface Field {
  name: string;
  /** Alternatives: `Integer`, `String`, `Boolean`, `Float`, `Array of …` or the name of a type. */
  types: string[];
  required: boolean;
}

export interface MethodDescription {
  name: string;
  returns: string[];
  fields?: Field[];
}

export interface TypeDescription {
  name: string;
  fields?: Field[];
  subtypes?: string[];
}

/** The whole description. */
export interface Description {
  version: string;
  methods: Record<string, MethodDescription>;
  types: Record<string, TypeDescription>;
}

/** The Bot API as `botapi/api.json` describes it. */
export const description: Description = JSON.parse(
  readFileSync(new URL('../../botapi/api.json', import.meta.url), 'utf8'),
) as Description;
