/** The form's token is not one that the present session has been given. */
export class BadForm extends Error {
  /** The form holds what somebody has typed, and can be shown again. */
  readonly isTyped: boolean;
  constructor(isTyped: boolean) {
    super('not a form of this session');
    this.isTyped = isTyped;
  }
}

/** A form comes as browsers send it; anything else is no form of ours, whatever it says. */
export async function postedForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) throw new BadForm(false);
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new BadForm(false);
    throw error;
  }
}

/** The browser says where a post comes from. Another site's is refused before its body is read. */
export function isFromHere(request: Request, secure: boolean, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const given = request.headers.get('origin');
  if (given && given !== 'null') return given === origin || (!secure && given === new URL(request.url).origin);
  return site !== null || given === null;
}
