/** What stands around the chosen words, or before each chosen line. */
const around: Readonly<Record<string, string>> = { bold: '**', italic: '*' };
const before: Readonly<Record<string, string>> = { heading: '### ', list: '- ' };

/** Puts `text` in place of what is chosen, so that the browser's own undo takes it back. */
function put(field: HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated and without successor: nothing else keeps the history of undo.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function mark(field: HTMLTextAreaElement, does: string): void {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const chosen = value.slice(start, end);
  const sign = around[does];
  const lead = before[does];
  if (sign) {
    const size = sign.length;
    const wears = value.slice(start - size, start) === sign && value.slice(end, end + size) === sign;
    if (wears) put(field, start - size, end + size, chosen);
    else put(field, start, end, `${sign}${chosen}${sign}`);
    const from = wears ? start - size : start + size;
    field.setSelectionRange(from, from + chosen.length);
  } else if (lead) {
    const from = value.lastIndexOf('\n', start - 1) + 1;
    const found = value.indexOf('\n', end);
    const to = found === -1 ? value.length : found;
    const lines = value.slice(from, to).split('\n');
    const worn = lines.every((line) => line.startsWith(lead));
    put(field, from, to, lines.map((line) => (worn ? line.slice(lead.length) : lead + line)).join('\n'));
  } else {
    put(field, start, end, `[${chosen}](https://)`);
    // What is left to write: the words if there were none, else the address.
    const at = chosen === '' ? start + 1 : start + chosen.length + 3;
    field.setSelectionRange(at, chosen === '' ? at : at + 8);
  }
}

/** Shows the toolbar over a field for Markdown. One stop for the tab key, arrows within (WAI-ARIA, toolbar). */
export default function openToolbar(element: HTMLElement): void {
  const tools = element.querySelector<HTMLElement>('[role=toolbar]');
  const field = element.querySelector('textarea');
  if (!tools || !field) return;
  const buttons = [...tools.querySelectorAll('button')];
  const stop = (here: HTMLButtonElement): void => {
    for (const button of buttons) button.tabIndex = button === here ? 0 : -1;
  };
  const [first] = buttons;
  if (first) stop(first);
  tools.hidden = false;
  tools.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button');
    if (!button) return;
    stop(button);
    mark(field, button.dataset.does ?? '');
  });
  tools.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const next = to === undefined ? undefined : buttons[(to + buttons.length) % buttons.length];
    if (!next) return;
    event.preventDefault();
    stop(next);
    next.focus();
  });
  field.addEventListener('keydown', (event) => {
    const does = { b: 'bold', i: 'italic', k: 'link' }[event.key.toLowerCase()];
    if (!does || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    mark(field, does);
  });
}
