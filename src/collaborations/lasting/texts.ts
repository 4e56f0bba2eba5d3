import { inBothLanguages } from '../../platform/texts.ts';
import { en } from './texts.en.ts';
import { sv } from './texts.sv.ts';

export const lastingTexts = inBothLanguages<typeof sv>(sv, en);
