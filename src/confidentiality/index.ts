/** Who may see what: what others need of it. */
export { disclosures } from './disclosure.ts';
