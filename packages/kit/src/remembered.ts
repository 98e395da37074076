/** A list of a chat that workers keep in memory until it changes; `name` is `<module>.<name>`. */
export interface Remembered<T> {
  readonly name: string;
  load(store: never, chatId: number): Promise<T>;
  /** How much of the memory it takes, 1 for what is small. */
  weigh(value: T): number;
}
