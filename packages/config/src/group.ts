import { z } from 'zod';

/** The environment as a process sees it; unset and empty are the same. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What is said of a variable in `.env.example`. */
export interface VariableMeta {
  readonly description: string;
  /** What holds when it is not set, or an example of what to set. */
  readonly example?: string;
  /** Its value never appears in logs or messages. */
  readonly secret?: boolean;
}

/** Variables that belong together, and the plain values they lead to. */
export interface Group<Values> {
  readonly title: string;
  readonly variables: Readonly<Record<string, z.ZodType>>;
  readonly schema: z.ZodType<Values>;
  /** Variables that may not be missing given the others, with the reason. */
  readonly needs: (env: Env) => Readonly<Record<string, string>>;
}

/** Declares a group: its variables by name, and what a service is given instead of them. */
export function group<Shape extends Readonly<Record<string, z.ZodType>>, Values>(
  title: string,
  variables: Shape,
  resolve: (values: z.output<z.ZodObject<Shape>>) => Values,
  needs: Group<Values>['needs'] = () => ({}),
): Group<Values> {
  return { title, variables, schema: z.object(variables).transform(resolve), needs };
}

/** The description a variable was declared with. */
export function metaOf(variable: z.ZodType): VariableMeta {
  const { description = '', example, secret } = variable.meta() ?? {};
  return {
    description,
    ...(typeof example === 'string' && { example }),
    secret: secret === true,
  };
}
