/** Where to keep what is typed, with a token of its own, so that keeping uses up nobody's form; and what to say. */
export interface DraftKeeping {
  readonly address: string;
  readonly token: string;
  readonly failed: string;
}

const afterTyping = 2000;

/** Keeps what is typed as its writer's own draft: a moment after the last letter, and when the page is left. */
export default function keepDraft(element: HTMLElement, { address, token, failed }: DraftKeeping): void {
  const form = element.querySelector('form');
  const field = form?.querySelector('textarea');
  const said = element.querySelector('[role=status]');
  if (!form || !field || !said) return;
  let next = token;
  let kept = field.value;
  let waiting: number | undefined;
  let isKeeping = false;
  let isSent = false;

  const body = (): URLSearchParams => {
    const { version } = Object.fromEntries(new FormData(form));
    return new URLSearchParams({ form: next, version: String(version), text: field.value });
  };
  const keep = async (): Promise<void> => {
    if (isSent || isKeeping || field.value === kept) return;
    isKeeping = true;
    const text = field.value;
    try {
      const answer = await fetch(address, { method: 'POST', body: body() });
      const [fresh, ...words] = (await answer.text()).split('\n');
      if (!answer.ok || !fresh || words.length !== 1) throw new Error(answer.statusText);
      next = fresh;
      kept = text;
      said.textContent = words.join();
    } catch {
      said.textContent = failed;
    }
    isKeeping = false;
    if (field.value !== text) later();
  };
  const later = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, afterTyping) as unknown as number;
  };
  field.addEventListener('input', later);
  form.addEventListener('submit', () => {
    isSent = true;
    clearTimeout(waiting);
  });
  // The last thing that a page is sure to be told, on a phone too.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden' || isSent || isKeeping || field.value === kept) return;
    kept = field.value;
    fetch(address, { method: 'POST', body: body(), keepalive: true })
      .then((answer) => answer.text())
      .then(
        (told) => {
          next = told.split('\n')[0] ?? next;
        },
        () => undefined,
      );
  });
}
