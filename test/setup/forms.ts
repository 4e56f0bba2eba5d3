/** A field of a form as a browser would know it. */
export interface Control {
  readonly name: string;
  /** As in HTML: `text`, `radio`, `select`, `textarea` … */
  readonly type: string;
  /** What is sent if it is chosen; of a select the first choice. */
  readonly value: string;
  /** Every value that it offers: one, but for a select. */
  readonly offered: readonly string[];
  /** Whether it is sent as the page stands. */
  readonly isSent: boolean;
  readonly inputMode: string;
}

export interface PostedForm {
  readonly action: string;
  readonly controls: readonly Control[];
  /** Whether it can carry a file. */
  readonly hasFile: boolean;
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const attribute = (text: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1];
  return found === undefined ? undefined : plain(found);
};

function controlsOf(body: string): readonly Control[] {
  const inputs = [...body.matchAll(/<input\b([^>]*?)\/?>/g)].map(([, input = '']): Control => {
    const type = attribute(input, 'type') ?? 'text';
    const value = attribute(input, 'value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : '');
    return {
      name: attribute(input, 'name') ?? '',
      type,
      value,
      offered: [value],
      isSent: !['checkbox', 'radio'].includes(type) || /\schecked/.test(input),
      inputMode: attribute(input, 'inputmode') ?? '',
    };
  });
  const selects = [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, select = '', options = '']): Control => {
      const choices = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option);
      const chosen = choices.find((option) => /\sselected/.test(option)) ?? choices[0] ?? '';
      return {
        name: attribute(select, 'name') ?? '',
        type: 'select',
        value: attribute(chosen, 'value') ?? '',
        offered: choices.map((option) => attribute(option, 'value') ?? ''),
        isSent: true,
        inputMode: '',
      };
    },
  );
  const areas = [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
    ([, area = '', text = '']): Control => {
      const value = plain(text);
      return {
        name: attribute(area, 'name') ?? '',
        type: 'textarea',
        value,
        offered: [value],
        isSent: true,
        inputMode: '',
      };
    },
  );
  return [...inputs, ...selects, ...areas].filter(({ name }) => name !== '');
}

/** The forms of a page that are posted; one without an action posts to the page's own path. */
export function formsOn(page: string, path: string): readonly PostedForm[] {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', body = '']) => {
    if (!/method="post"/.test(head)) return [];
    const controls = controlsOf(body);
    return [
      {
        action: attribute(head, 'action') ?? path,
        controls: controls.filter(({ type }) => type !== 'file'),
        hasFile: /multipart/.test(head),
      },
    ];
  });
}
