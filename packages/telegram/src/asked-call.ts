import { z } from 'zod';

/** What an ask holds: a call whose outcome goes straight back to who asked. */
export const AskedCall = z.object({ method: z.string(), params: z.record(z.string(), z.unknown()) });
export type AskedCall = z.infer<typeof AskedCall>;
