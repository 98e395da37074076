/** Something only the operator can mend (a server is missing, a port is taken): logged without a stack, exit code 1. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
