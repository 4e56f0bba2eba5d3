/** A path on this site and nothing else: what a sign-in may lead on to. */
export function safePath(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.includes('\\')) return '/';
  try {
    const url = new URL(path, 'http://here.invalid');
    // "/.//elsewhere" is ours until its dots have been resolved.
    return url.host === 'here.invalid' && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
  } catch {
    return '/';
  }
}

/** The page of this site that a form stood on, as the browser tells it. */
export function cameFrom(request: Request, url: URL): string {
  const from = URL.parse(request.headers.get('referer') ?? '');
  return from?.host === url.host ? safePath(from.pathname + from.search) : '/';
}
