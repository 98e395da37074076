import { AnonymousSettings, defineModule } from '@alita/kit';

/** Its settings are obeyed by the runtime, which asks anonymous admins for proof. */
export const admin = defineModule({ name: 'admin', settings: AnonymousSettings });
