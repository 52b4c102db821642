/** A transport token that was used, kept until it would be refused for its age anyway. */
export interface SeenTokenRow {
  issuer: number;
  jti: string;
  expires_at_seconds: number;
}
