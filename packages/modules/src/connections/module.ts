import { ConnectionSettings, defineModule } from '@alita/kit';

/**
 * Managing a group from private. In the settings of a private chat: to which group; in those of a group: whether
 * ordinary members may. The runtime carries commands over; here connections begin and end.
 */
export const connections = defineModule({ name: 'connections', settings: ConnectionSettings });
