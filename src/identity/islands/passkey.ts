import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** What the page asks the browser for: to answer with a passkey, or to make one. */
type Asked =
  | { readonly get: PublicKeyCredentialRequestOptionsJSON }
  | { readonly make: PublicKeyCredentialCreationOptionsJSON };

/** Shows the form that was hidden, and lets the browser fill in the passkey's answer before it is sent. */
export default function askForPasskey(element: HTMLElement, asked: Asked): void {
  const form = element.querySelector('form');
  const answer = element.querySelector<HTMLInputElement>('input[name=passkey]');
  const failed = element.querySelector<HTMLElement>('[data-failed]');
  if (!form || !answer || !failed || !browserSupportsWebAuthn()) return;
  for (const part of element.querySelectorAll<HTMLElement>('[data-with-script]')) part.hidden = false;
  for (const part of element.querySelectorAll<HTMLElement>('[data-without-script]')) part.hidden = true;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const given =
        'get' in asked
          ? await startAuthentication({ optionsJSON: asked.get })
          : await startRegistration({ optionsJSON: asked.make });
      answer.value = JSON.stringify(given);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
