export { BotApi } from './calls.ts';
export type { Act, ActResult } from './control/acts.ts';
export { createSimulatorClient, type SimulatorClient } from './control/client.ts';
export type { CallSummary, UpdateTimes } from './control/journal.ts';
export { Player } from './control/player.ts';
export { controlRoute } from './control/routes.ts';
export { problemsOf } from './description/validate.ts';
export { ConnectionLost, type Fault, type FaultKind, Faults } from './faults.ts';
export {
  createSimulatorServer,
  type Route,
  type ServerOptions,
  type SimulatorServer,
  sendJson,
} from './http/server.ts';
export { type LimitRules, Limits, limitPresets } from './limits.ts';
export type { Patch, Switches } from './page/feed.ts';
export { pageRoute } from './page/routes.ts';
export type { BotView, CallView, ChatView, MemberView, PostView, UpdateView } from './page/view.ts';
export { Bot } from './people/bot.ts';
export { type MediaOptions, Person, type Place, type SayOptions } from './people/person.ts';
export { scripts } from './scripts/index.ts';
export type { Pace, Script } from './scripts/script.ts';
export { type SeedOptions, type Stage, seed, seedIds, seedToken } from './seed.ts';
export type { BotOptions, PersonOptions } from './world/accounts.ts';
export { Clock } from './world/clock.ts';
export { ApiError, Refused } from './world/errors.ts';
export type { UpdateKind } from './world/inbox.ts';
export type { MediaKind } from './world/media.ts';
export {
  type Account,
  type ApiAnswer,
  type CallbackAnswer,
  type CallRecord,
  type Member,
  type Post,
  type Room,
  Upload,
  type WorldEvent,
} from './world/model.ts';
export { ADMIN_RIGHTS, type AdminRight, allRights, noPermissions, type Permission } from './world/rights.ts';
export { ANONYMOUS_ADMIN_ID, CHANNEL_SENDER_ID, SERVICE_ID, type WorldOptions } from './world/state.ts';
export { type ChatOptions, World } from './world.ts';
