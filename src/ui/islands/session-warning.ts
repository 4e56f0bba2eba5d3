const warnBefore = 5 * 60_000;
const lookEvery = 10_000;

/** The session's page as the server tells it now: what it says, and how long is left. Undefined when the session has ended. */
interface Told {
  readonly words: Element;
  readonly left: number;
}

async function ask(address: string, init?: RequestInit): Promise<Told | undefined> {
  const answer = await fetch(address, init);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const left = page.querySelector<HTMLElement>('[data-session-left]')?.dataset.sessionLeft;
  const words = page.querySelector('#session');
  return answer.ok && left && words ? { words, left: Number(left) * 1000 } : undefined;
}

/**
 * Shows the session's own page as a dialog five minutes before it ends (WCAG 2.2, 2.2.1), with its button that extends it.
 * The page under it, and what is typed there, stays. Asks first: it may have been extended in another window.
 */
export function watchSession(): void {
  const bar = document.querySelector<HTMLElement>('[data-session-left]');
  const address = bar?.dataset.session;
  if (!bar || !address) return;
  // Counted from when the page came: the two clocks need not agree.
  let endsAt = Date.now() + Number(bar.dataset.sessionLeft) * 1000;
  let dialog: HTMLDialogElement | undefined;
  let hasWarned = false;
  let isAsking = false;

  const note = (told: Told): void => {
    endsAt = Date.now() + told.left;
    hasWarned = told.left <= warnBefore;
  };

  const tellEnd = (): void => {
    for (const part of dialog?.querySelectorAll<HTMLElement>('[data-before-end]') ?? []) part.hidden = true;
    for (const part of dialog?.querySelectorAll<HTMLElement>('[data-after-end]') ?? []) {
      part.hidden = false;
      part.setAttribute('role', 'alert');
    }
  };

  const extend = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    const fields = new FormData(form) as unknown as Record<string, string>;
    const told = await ask(form.action, { method: 'POST', body: new URLSearchParams(fields) }).catch(() => undefined);
    if (!told) return tellEnd();
    note(told);
    dialog?.close();
  };

  const warn = (told: Told): void => {
    dialog?.remove();
    dialog = document.createElement('dialog');
    dialog.className = 'session-warning';
    dialog.setAttribute('aria-labelledby', 'session-heading');
    dialog.append(document.adoptNode(told.words));
    for (const button of dialog.querySelectorAll<HTMLElement>('[data-close]')) {
      button.hidden = false;
      button.addEventListener('click', () => dialog?.close());
    }
    dialog.addEventListener('submit', extend);
    document.body.append(dialog);
    dialog.showModal();
    // Not the button: a key that was on its way into a text must not press it.
    dialog.querySelector<HTMLElement>('#session-heading')?.focus();
  };

  const look = async (): Promise<void> => {
    const left = endsAt - Date.now();
    if (left <= 0) return tellEnd();
    if (left > warnBefore || hasWarned || isAsking) return;
    isAsking = true;
    const told = await ask(address).catch(() => undefined);
    isAsking = false;
    if (!told) return;
    note(told);
    if (hasWarned) warn(told);
  };

  setInterval(look, lookEvery);
  document.addEventListener('visibilitychange', look);
}
