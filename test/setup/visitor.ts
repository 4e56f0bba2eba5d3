import type { TestHouse } from './composition.ts';

/** Somebody with a browser but no script: keeps cookies, sends the forms that a page holds. */
export class Visitor {
  readonly #house: Pick<TestHouse, 'fetch'>;
  readonly #cookies = new Map<string, string>();
  /** The page now shown. */
  page = '';
  status = 0;
  type = '';
  headers = new Headers();
  /** What came, as it came: of a file to take away. */
  bytes = new Uint8Array();
  path = '';

  constructor(house: Pick<TestHouse, 'fetch'>) {
    this.#house = house;
  }

  async #send(path: string, init: RequestInit = {}): Promise<void> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#house.fetch(path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    this.path = path;
    this.status = answer.status;
    this.headers = answer.headers;
    this.type = answer.headers.get('content-type') ?? '';
    if (answer.status === 303 && location) {
      return await this.#send(location, init.method === 'HEAD' ? { method: 'HEAD' } : {});
    }
    this.bytes = new Uint8Array(await answer.arrayBuffer());
    this.page = new TextDecoder().decode(this.bytes);
  }

  async open(path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<this> {
    await this.#send(path, { method });
    return this;
  }

  /** Fills the form of the page that posts to `action` (default: the page itself) and sends it. Refuses when there is none. */
  async submit(
    fields: Record<string, string | readonly string[] | File | readonly File[]>,
    action?: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<this> {
    const forms = [...this.page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
      head,
      body,
    }));
    const form = forms.find(({ head }) => {
      if (!/method="post"/.test(head)) return false;
      const to = /action="([^"]*)"/.exec(head)?.[1];
      return action ? to === action : to === undefined;
    });
    if (!form) throw new Error(`no form for ${action ?? this.path} on ${this.path}`);
    return await this.#post(form, fields, action ?? this.path, more);
  }

  /** Sends the page's form as it is now, later: another page may have been opened meanwhile. */
  keep(action?: string): (fields: Record<string, string | readonly string[]>) => Promise<this> {
    const { page, path } = this;
    return async (fields) => {
      Object.assign(this, { page, path });
      return await this.submit(fields, action);
    };
  }

  async #post(
    form: { readonly head: string; readonly body: string },
    fields: Record<string, string | readonly string[] | File | readonly File[]>,
    to: string,
    more: Readonly<Record<string, string>>,
  ): Promise<this> {
    const body = new URLSearchParams();
    for (const [, attributes = ''] of form.body.matchAll(/<input\b([^>]*?)\/?>/g)) {
      const name = /name="([^"]*)"/.exec(attributes)?.[1];
      if (name && /type="hidden"/.test(attributes) && !(name in fields)) {
        body.append(name, withoutEntities(/value="([^"]*)"/.exec(attributes)?.[1] ?? ''));
      }
    }
    const files: [string, File][] = [];
    for (const [name, values] of Object.entries(fields)) {
      if (values instanceof File) files.push([name, values]);
      else if (isFiles(values)) for (const file of values) files.push([name, file]);
      else for (const value of typeof values === 'string' ? [values] : values) body.append(name, value);
    }
    const headers = { 'sec-fetch-site': 'same-origin', ...more };
    if (files.length > 0 || /enctype="multipart/.test(form.head)) {
      const data = new FormData();
      for (const [name, value] of body) data.append(name, value);
      for (const [name, file] of files) data.append(name, file);
      await this.#send(to, { method: 'POST', body: data, headers });
    } else {
      const type = 'application/x-www-form-urlencoded';
      await this.#send(to, { method: 'POST', body, headers: { ...headers, 'content-type': type } });
    }
    return this;
  }

  /** Sends what no page of ours would send, with the cookies that a browser would add. */
  async send(path: string, init: RequestInit): Promise<this> {
    await this.#send(path, init);
    return this;
  }

  /** What a cookie holds now. */
  cookie(name: string): string {
    return this.#cookies.get(name) ?? '';
  }

  /** As somebody who has got hold of another's cookie. */
  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** As a browser does when a cookie's time is out. */
  forgetCookie(name: string): void {
    this.#cookies.delete(name);
  }

  async signIn(email: string, password: string): Promise<this> {
    await this.open('/sign-in');
    return await this.submit({ email, password }, '/sign-in');
  }

  /** The page's words without its markup. */
  get text(): string {
    return withoutEntities(this.page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));
  }
}

const isFiles = (values: string | readonly string[] | readonly File[]): values is readonly File[] =>
  values[0] instanceof File;

const withoutEntities = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
