/** Where a bot wants its updates delivered. */
export interface Webhook {
  url: string;
  secret: string | undefined;
  maxConnections: number;
  ip: string | undefined;
  hasCertificate: boolean;
  /** Updates taken out of the inbox and not delivered yet. */
  pending: number;
  /** Whether they are dropped when the webhook goes. */
  dropPending: boolean;
  lastError: { date: number; message: string } | undefined;
}
