import type { PartyRow, Reading } from '../collaborations/index.ts';
import { identityTexts } from '../identity/index.ts';
import { csvOf } from '../platform/documents/csv.ts';
import type { Language } from '../platform/texts.ts';
import { legalBases, secrecySections } from '../secrecy/index.ts';
import { type Direction, directions, lackingOf } from './information.ts';
import type { InformationPartyRow, InformationRow } from './queries.ts';
import { mandateTexts } from './texts.ts';

export function sectionInWords(section: string, language: Language): string {
  const known = secrecySections.find((one) => one.section === section);
  return known ? `${section}: ${known.about[language]}` : section;
}
export function basisInWords(code: string, language: Language): string {
  const known = legalBases.find((one) => one.code === code);
  return known ? `${known.rule}: ${known.about[language]}` : code;
}

/** Who gives, who receives, and who does both. */
export const sidesOf = (
  informationId: string,
  between: readonly InformationPartyRow[],
  parties: readonly PartyRow[],
): readonly { readonly direction: Direction; readonly names: readonly string[] }[] =>
  directions
    .map((direction) => ({
      direction,
      names: parties
        .filter(({ id }) =>
          between.some(
            (one) => one.information_id === informationId && one.party_id === id && one.direction === direction,
          ),
        )
        .map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);

/** Every kind of information with its ground, for another system. */
export function informationCsv(
  of: Reading,
  information: readonly InformationRow[],
  between: readonly InformationPartyRow[],
  parties: readonly PartyRow[],
): string {
  const { language, formats, collaboration } = of;
  const t = mandateTexts(language);
  const { csv, states, lacks, notSecret, notAssessed, noPersonalData, notSensitive, assessment } = t.information;
  const label = collaboration.example === 'none' ? '' : identityTexts(language).frame.example[collaboration.example];
  const names = (id: string, wanted: Direction): string =>
    formats.list(
      sidesOf(id, between, parties)
        .filter(({ direction }) => direction === wanted || direction === 'both')
        .flatMap((side) => side.names),
    );
  return csvOf(
    [
      csv.name,
      csv.state,
      csv.gives,
      csv.receives,
      csv.section,
      csv.basis,
      csv.personalData,
      csv.article9,
      csv.conditions,
      csv.assessedBy,
      csv.assessedOn,
      csv.status,
      ...(label ? [csv.label] : []),
    ],
    information.map((row) => [
      row.name,
      states[row.state],
      names(row.id, 'gives'),
      names(row.id, 'receives'),
      row.is_secret === null ? notAssessed : row.is_secret ? sectionInWords(row.secrecy_section, language) : notSecret,
      row.disclosure_basis ? basisInWords(row.disclosure_basis, language) : '',
      row.has_personal_data === null
        ? notAssessed
        : row.has_personal_data
          ? row.personal_data_basis
            ? t.personalDataBases[row.personal_data_basis]
            : lacks.personalDataBasis
          : noPersonalData,
      row.is_sensitive === null
        ? ''
        : row.is_sensitive
          ? row.sensitive_data_basis
            ? t.sensitiveDataBases[row.sensitive_data_basis]
            : lacks.sensitiveDataBasis
          : notSensitive,
      row.conditions,
      row.assessed_by,
      row.assessed_on,
      [assessment, ...lackingOf(row).map((gap) => lacks[gap])].join('; '),
      ...(label ? [label] : []),
    ]),
    language,
  );
}
