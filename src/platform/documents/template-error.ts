/** Why a file cannot be somebody's template; a feature has the words for each. */
export const templateFaults = [
  /** Not a Word file at all. */
  'notWord',
  /** Of a kind before 2007, or locked with a password. */
  'oldWord',
  'macros',
  /** Has parts that Word would fetch from another address. */
  'fetchesFromElsewhere',
  /** Carries another file inside it. */
  'embedded',
  'tooLarge',
  'broken',
] as const;
export type TemplateFault = (typeof templateFaults)[number];

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly fault: TemplateFault;

  constructor(fault: TemplateFault, what: string = fault) {
    super(what);
    this.fault = fault;
  }
}
