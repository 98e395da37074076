/** Where a bot wants its updates delivered. */
export interface Webhook {
  url: string;
  secret: string | undefined;
  maxConnections: number;
  ip: string | undefined;
  hasCertificate: boolean;
  lastError: { date: number; message: string } | undefined;
}
