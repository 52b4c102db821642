/** Whether a host name or literal address never leaves this machine. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

/** Whether what a URL returns can be trusted to come from there: https, or plain http that stays on this machine. */
export function hasSecureOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname));
}

/** A URL that can be shown: credentials, query and path may carry a secret, so only the origin and a mark remain. */
export function maskUrl(address: string): string {
  if (!URL.canParse(address)) return "***";
  const url = new URL(address);
  const hides = url.username || url.password || url.search || url.pathname !== "/";
  return hides ? `${url.protocol}//${url.host}/***` : url.origin;
}
