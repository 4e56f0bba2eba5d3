import { action } from './rule.ts';

export const signedIn = action('signedIn', 'Anyone signed in.', [{ roles: ['signedIn'], relation: 'nothing' }]);

export const actForOrganisation = action('actForOrganisation', 'Anyone who acts for the organisation.', [
  { roles: ['signedIn'], relation: 'actedFor' },
]);

export const administerInstallation = action(
  'administerInstallation',
  'System administrator at the host organisation.',
  [{ roles: ['systemAdministrator'], relation: 'nothing' }],
);

export const administerOrganisation = action(
  'administerOrganisation',
  'Administrator of the organisation or of one above it; system administrator.',
  [
    { roles: ['organisationAdministrator'], relation: 'itsOrganisation' },
    { roles: ['systemAdministrator'], relation: 'anyOrganisation' },
  ],
);
