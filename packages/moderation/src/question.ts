/** How long a "really all?" can be answered, in milliseconds; `lifetimeMs` of its callback. */
export const QUESTION_MS = 5 * 60_000;
