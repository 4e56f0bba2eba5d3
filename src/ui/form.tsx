import type { FieldError } from '../platform/http/form-input.ts';
import type { ConflictWords } from '../platform/http/route.ts';
import type { Children } from '../platform/markup/jsx-runtime.ts';
import { ShapeIcon } from './state.tsx';

/** What was typed and what is wrong with it; the same object fills the form and its summary. */
export interface FormState {
  readonly typed: Readonly<Record<string, string>>;
  /** Every chosen value of fields that can be given several times. */
  readonly chosen?: Readonly<Record<string, readonly string[]>>;
  readonly errors: readonly FieldError[];
  /** Somebody changed the same thing meanwhile: what was typed stays, and what is saved now stands beside it. */
  readonly conflict?: ConflictWords;
}

export const untouched: FormState = { typed: {}, errors: [] };

/** The answer's status where the form is shown: 422 when there is something to put right, 409 when somebody was first. */
export const statusOf = (state: FormState): number => (state.conflict ? 409 : state.errors.length > 0 ? 422 : 200);

/** A form that posts to where it stands, unless told otherwise, and works once. */
export function Form(props: {
  token: string;
  action?: string;
  id?: string;
  inline?: boolean;
  upload?: boolean;
  children: Children;
}) {
  return (
    <form
      method="post"
      action={props.action}
      id={props.id}
      class={props.inline ? undefined : 'form'}
      enctype={props.upload ? 'multipart/form-data' : undefined}
      novalidate
    >
      <input type="hidden" name="form" value={props.token} />
      {props.children}
    </form>
  );
}

/** Links to the fields in their order, or that somebody was first. Only there when something is to be put right. */
export function ErrorSummary(props: { state: FormState; heading: string }) {
  const { conflict } = props.state;
  if (conflict) {
    return (
      <div class="error-summary" role="alert" tabindex={-1} id="errors" aria-labelledby="errors-heading">
        <h2 id="errors-heading" class="error-heading">
          {conflict.heading}
        </h2>
        <p>{conflict.text}</p>
      </div>
    );
  }
  if (props.state.errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="errors" aria-labelledby="errors-heading">
      <h2 id="errors-heading" class="error-heading">
        {props.heading}
      </h2>
      <ul>
        {props.state.errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const errorOf = (state: FormState, name: string): string | undefined =>
  state.errors.find((error) => error.field === name)?.message;

function Explained(props: {
  name: string;
  hint?: string | undefined;
  error: string | undefined;
  saved?: string | undefined;
}) {
  return (
    <>
      {props.hint ? (
        <span class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </span>
      ) : null}
      {props.error ? (
        <span class="problem" id={`${props.name}-error`}>
          <ShapeIcon shape="missed" />
          <span>{props.error}</span>
        </span>
      ) : null}
      {props.saved ? (
        <span class="saved-now" id={`${props.name}-saved`}>
          {props.saved}
        </span>
      ) : null}
    </>
  );
}

const describedBy = (name: string, hint?: string, error?: string, saved?: string): string | undefined =>
  [hint ? `${name}-hint` : '', error ? `${name}-error` : '', saved ? `${name}-saved` : ''].filter(Boolean).join(' ') ||
  undefined;

/** What is saved now, where somebody else has saved another thing than what was typed. */
function savedNow(state: FormState, name: string, saved: string, inWords = saved): string | undefined {
  const typed = state.typed[name];
  if (!state.conflict || typed === undefined || typed.trim() === saved.trim()) return undefined;
  return `${state.conflict.standsNow} ${inWords.trim() === '' ? '–' : inWords}`;
}

const inWords = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.text ?? '';

interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  state: FormState;
  /** What stands there before anything has been typed. */
  value?: string | number | null | undefined;
}

export function TextField(
  props: FieldProps & {
    type?: 'text' | 'email' | 'password' | 'date' | 'file' | 'search';
    autocomplete?: string;
    inputmode?: 'decimal' | 'numeric';
    short?: boolean;
    /** Of files: several may be chosen, and which kinds are offered first. */
    many?: boolean;
    accept?: string;
    /** The id of a datalist on the page. */
    suggestions?: string;
  },
) {
  const { name, type = 'text' } = props;
  const error = errorOf(props.state, name);
  const saved = savedNow(props.state, name, String(props.value ?? ''));
  // Spread, because the element's type wants one kind of input at a time.
  const attributes: object = {
    id: name,
    name,
    type,
    class: props.short ? 'short' : undefined,
    inputmode: props.inputmode,
    autocomplete: props.autocomplete ?? 'off',
    list: props.suggestions,
    multiple: props.many,
    accept: props.accept,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': describedBy(name, props.hint, error, saved),
    value: type === 'password' || type === 'file' ? undefined : (props.state.typed[name] ?? props.value ?? ''),
  };
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>{props.label}</label>
      <Explained name={name} hint={props.hint} error={error} saved={saved} />
      <input {...attributes} />
    </div>
  );
}

export function TextArea(props: FieldProps & { rows?: number }) {
  const error = errorOf(props.state, props.name);
  const saved = savedNow(props.state, props.name, String(props.value ?? ''));
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={props.name}>{props.label}</label>
      <Explained name={props.name} hint={props.hint} error={error} saved={saved} />
      <textarea
        id={props.name}
        name={props.name}
        rows={props.rows ?? 4}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props.name, props.hint, error, saved)}
      >
        {props.state.typed[props.name] ?? props.value ?? ''}
      </textarea>
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

export function Select(props: FieldProps & { options: readonly Option[]; short?: boolean }) {
  const error = errorOf(props.state, props.name);
  const saved = savedNow(
    props.state,
    props.name,
    String(props.value ?? ''),
    inWords(props.options, String(props.value ?? '')),
  );
  const chosen = props.state.typed[props.name] ?? String(props.value ?? '');
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={props.name}>{props.label}</label>
      <Explained name={props.name} hint={props.hint} error={error} saved={saved} />
      <select
        id={props.name}
        name={props.name}
        class={props.short ? 'short' : undefined}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props.name, props.hint, error, saved)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of several, or with `many` any number of them. The error summary leads to the first. */
export function Choices(
  props: FieldProps & { options: readonly Option[]; many?: boolean; values?: readonly string[] },
) {
  const error = errorOf(props.state, props.name);
  const typed = props.state.typed[props.name];
  const before = props.values ?? [String(props.value ?? '')];
  const saved = savedNow(
    props.many
      ? { ...props.state, typed: { [props.name]: (props.state.chosen?.[props.name] ?? []).toSorted().join() } }
      : props.state,
    props.name,
    before.toSorted().join(),
    before.map((value) => inWords(props.options, value)).join(', '),
  );
  // A form that has been posted says nothing of a box that was left empty.
  const posted = props.state.chosen && (props.state.chosen[props.name] ?? []);
  const chosen = posted ?? (typed === undefined ? before : [typed]);
  return (
    <fieldset
      class={error ? 'field wrong' : 'field'}
      aria-describedby={describedBy(props.name, props.hint, error, saved)}
    >
      <legend>{props.label}</legend>
      <Explained name={props.name} hint={props.hint} error={error} saved={saved} />
      {props.options.map((option, at) => {
        const id = at === 0 ? props.name : `${props.name}-${option.value}`;
        return (
          <div class="choice" key={option.value}>
            <input
              type={props.many ? 'checkbox' : 'radio'}
              id={id}
              name={props.name}
              value={option.value}
              checked={chosen.includes(option.value)}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
            />
            <div>
              <label for={id}>{option.text}</label>
              {option.hint ? (
                <span class="hint" id={`${id}-hint`}>
                  {option.hint}
                </span>
              ) : null}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}

/**
 * The version that the writer has read; after a conflict, the one now shown beside it. `of` where a form holds several
 * things, each with a version of its own.
 */
export function Version(props: { value: number; state: FormState; of?: string }) {
  const name = props.of ? `version-${props.of}` : 'version';
  const read = props.state.conflict ? undefined : props.state.typed[name];
  return <Hidden name={name} value={read ?? props.value} />;
}

export function Hidden(props: { name: string; value: string | number }) {
  return <input type="hidden" name={props.name} value={props.value} />;
}

/** The one thing to do on the page, and beside it the way out. */
export function Actions(props: { submit: string; cancel?: { href: string; text: string }; children?: Children }) {
  return (
    <div class="actions">
      <button class="button" type="submit">
        {props.submit}
      </button>
      {props.children}
      {props.cancel ? <a href={props.cancel.href}>{props.cancel.text}</a> : null}
    </div>
  );
}
