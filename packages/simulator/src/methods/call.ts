import type { ApiMethods, Message, Opts } from '@grammyjs/types';
import type { Room, Upload } from '../world/model.ts';
import type { State } from '../world/state.ts';

export type MethodName = keyof ApiMethods<Upload>;

/** The parameters of a method, once the description has been checked. */
export type Params<M extends MethodName> = Opts<Upload>[M];

/** One call under way. */
export interface Call {
  readonly state: State;
  readonly botId: number;
  /** Uploaded files by form field, for `attach://` references. */
  readonly uploads: ReadonlyMap<string, Upload>;
}

type Result = object | string | number | boolean;

/** Methods and what they do; each returns the `result` of the answer or throws an {@link ApiError}. */
export type Family = { readonly [M in MethodName]?: (call: Call, params: Params<M>) => Result | Promise<Result> };

/** Where a message was found. */
export interface Place {
  room: Room;
  message: Message;
}
