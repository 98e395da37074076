import { DisablingSettings, defineModule } from '@alita/kit';

/** Which commands ordinary members may not use. The runtime obeys; here admins decide. */
export const disabling = defineModule({ name: 'disabling', settings: DisablingSettings });
