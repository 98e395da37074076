import type { User } from '@grammyjs/types';
import type { State } from '../world/state.ts';

/** A bot's account, as its maker knows it: with the token. */
export class Bot {
  readonly #state: State;
  readonly id: number;
  readonly token: string;

  constructor(state: State, id: number, token: string) {
    this.#state = state;
    this.id = id;
    this.token = token;
  }

  get user(): User {
    return this.#state.user(this.id);
  }

  get username(): string {
    return this.user.username ?? '';
  }
}
