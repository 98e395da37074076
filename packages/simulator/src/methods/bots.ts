import type { BotCommandScope } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import type { BotProfile } from '../world/model.ts';
import { type AdminRight, adminRights, visibleRights } from '../world/rights.ts';
import type { Call, Family } from './call.ts';

function profile({ state, botId }: Call): BotProfile {
  const { bot } = state.account(botId);
  if (!bot) throw bad('user is not a bot');
  return bot;
}

function scopeKey(scope: BotCommandScope | undefined, language: string | undefined): string {
  const { type, ...rest } = scope ?? { type: 'default' };
  return [type, ...Object.values(rest), language ?? ''].join(':');
}

const CAPABILITIES = {
  supports_inline_queries: true,
  can_join_groups: true,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
};

/** The name or descriptions of a bot, by language. */
function text(call: Call, field: string, language: string | undefined): string {
  const { texts } = profile(call);
  return texts.get(`${field}:${language ?? ''}`) ?? texts.get(`${field}:`) ?? '';
}

function setText(call: Call, field: string, language: string | undefined, value: string | undefined): true {
  const { texts } = profile(call);
  if (value) texts.set(`${field}:${language ?? ''}`, value);
  else texts.delete(`${field}:${language ?? ''}`);
  return true;
}

export const bots: Family = {
  getMe: (call) => ({
    ...call.state.user(call.botId),
    can_read_all_group_messages: !profile(call).privacy,
    ...CAPABILITIES,
  }),

  setMyCommands(call, params) {
    if (params.commands.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of params.commands) {
      if (!/^\/?[a-z\d_]{1,32}$/.test(command)) throw bad('BOT_COMMAND_INVALID');
      if (description.length < 1 || description.length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    const { scope = { type: 'default' }, language_code: language = '' } = params;
    profile(call).commands.set(scopeKey(scope, language), { scope, language, commands: params.commands });
    return true;
  },

  getMyCommands: (call, params) =>
    profile(call).commands.get(scopeKey(params.scope, params.language_code))?.commands ?? [],

  deleteMyCommands(call, params) {
    profile(call).commands.delete(scopeKey(params.scope, params.language_code));
    return true;
  },

  setMyName: (call, params) => setText(call, 'name', params.language_code, params.name),
  getMyName: (call, params) => ({
    name: text(call, 'name', params.language_code) || call.state.user(call.botId).first_name,
  }),
  setMyDescription: (call, params) => setText(call, 'description', params.language_code, params.description),
  getMyDescription: (call, params) => ({ description: text(call, 'description', params.language_code) }),
  setMyShortDescription: (call, params) => setText(call, 'about', params.language_code, params.short_description),
  getMyShortDescription: (call, params) => ({ short_description: text(call, 'about', params.language_code) }),

  setChatMenuButton(call, params) {
    profile(call).menuButtons.set(params.chat_id ?? 0, params.menu_button ?? { type: 'default' });
    return true;
  },

  getChatMenuButton: (call, params) => profile(call).menuButtons.get(params.chat_id ?? 0) ?? { type: 'default' },

  setMyDefaultAdministratorRights(call, params) {
    const kind = params.for_channels ? 'channel' : 'group';
    const asked: Partial<Record<AdminRight, boolean>> = params.rights ?? {};
    profile(call).defaultRights.set(
      kind,
      adminRights((name) => asked[name] ?? false),
    );
    return true;
  },

  getMyDefaultAdministratorRights(call, params) {
    const kind = params.for_channels ? 'channel' : 'group';
    return visibleRights(profile(call).defaultRights.get(kind) ?? adminRights(() => false), kind);
  },

  logOut: () => true,
  close: () => true,
};
