/** Throws when Docker is not here or cannot serve the image; pulls it when missing (at most 60 s). */
export async function dockerHas(image: string): Promise<void> {
  const { getContainerRuntimeClient, ImageName } = await import('testcontainers');
  const client = await getContainerRuntimeClient();
  const name = ImageName.fromString(image);
  if (await client.image.exists(name)) return;
  const late = new AbortController();
  const timeout = setTimeout(() => late.abort(), 60_000);
  try {
    await Promise.race([
      client.image.pull(name),
      new Promise<never>((_, reject) => {
        late.signal.addEventListener('abort', () => reject(new Error(`pulling ${image} took more than 60 s`)));
      }),
    ]);
  } finally {
    clearTimeout(timeout);
  }
}

export interface ContainerPlan {
  readonly image: string;
  readonly port: number;
  readonly command: readonly string[];
  readonly environment?: Record<string, string>;
  /** A folder of this machine and where the container sees it. */
  readonly mount?: { readonly source: string; readonly target: string } | undefined;
}

/** Starts a container; it dies with this process even when that is killed. */
export async function startContainer(plan: ContainerPlan) {
  await dockerHas(plan.image);
  const { GenericContainer } = await import('testcontainers');
  const started = await new GenericContainer(plan.image)
    .withExposedPorts(plan.port)
    .withCommand([...plan.command])
    .withEnvironment(plan.environment ?? {})
    .withBindMounts(plan.mount ? [{ ...plan.mount, mode: 'rw' }] : [])
    .start();
  return {
    address: `${started.getHost()}:${started.getMappedPort(plan.port)}`,
    stop: async () => void (await started.stop()),
  };
}
