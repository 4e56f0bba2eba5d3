import type { PersonalDataBasis, SensitiveDataBasis } from './personal-data-basis.ts';

export const informationStates = ['planned', 'isShared', 'notShared'] as const;
export type InformationState = (typeof informationStates)[number];
export const directions = ['gives', 'receives', 'both'] as const;
export type Direction = (typeof directions)[number];

export interface InformationFacts {
  readonly name: string;
  readonly state: InformationState;
  /** Null where nobody has assessed it. */
  readonly is_secret: boolean | null;
  readonly secrecy_section: string;
  readonly disclosure_basis: string;
  readonly disclosure_note: string;
  readonly has_personal_data: boolean | null;
  readonly personal_data_basis: PersonalDataBasis | null;
  readonly is_sensitive: boolean | null;
  readonly sensitive_data_basis: SensitiveDataBasis | null;
  readonly personal_data_note: string;
  readonly conditions: string;
  readonly assessed_by: string;
  readonly assessed_on: string | null;
}

export type InformationGap =
  | 'secrecyNotAssessed'
  | 'disclosureBasis'
  | 'personalDataNotAssessed'
  | 'personalDataBasis'
  | 'sensitiveDataBasis';

/** What the ground for sharing lacks. A gap only of what is shared already; of what is planned, what is left to do. */
export function lackingOf(
  facts: Pick<
    InformationFacts,
    | 'is_secret'
    | 'disclosure_basis'
    | 'has_personal_data'
    | 'personal_data_basis'
    | 'is_sensitive'
    | 'sensitive_data_basis'
  >,
): readonly InformationGap[] {
  return [
    ...(facts.is_secret === null ? ['secrecyNotAssessed' as const] : []),
    ...(facts.is_secret && facts.disclosure_basis === '' ? ['disclosureBasis' as const] : []),
    ...(facts.has_personal_data === null ? ['personalDataNotAssessed' as const] : []),
    ...(facts.has_personal_data && facts.personal_data_basis === null ? ['personalDataBasis' as const] : []),
    ...(facts.is_sensitive && facts.sensitive_data_basis === null ? ['sensitiveDataBasis' as const] : []),
  ];
}

/** The same in the database, of a table under its name. */
export const lacksBasis = (table: string): string => `(${table}.is_secret is null
  or ${table}.is_secret and ${table}.disclosure_basis = ''
  or ${table}.has_personal_data is null
  or ${table}.has_personal_data and ${table}.personal_data_basis is null
  or ${table}.is_sensitive and ${table}.sensitive_data_basis is null)`;
