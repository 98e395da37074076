const DEEPEST_CAUSE = 5;

/** An error as plain fields: name, message, stack, code, and what caused it. */
export function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && { code: error.code }),
    stack: error.stack,
    ...(error instanceof AggregateError && { errors: error.errors.map((inner) => errorFields(inner, depth + 1)) }),
    ...(error.cause !== undefined && depth < DEEPEST_CAUSE && { cause: errorFields(error.cause, depth + 1) }),
  };
}
