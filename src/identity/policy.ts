import type { Policy } from './user.ts';

export const signedIn: Policy = {
  name: 'signedIn',
  sentence: 'Anyone signed in.',
  allows: () => true,
};

export const actForOrganisation: Policy = {
  name: 'actForOrganisation',
  sentence: 'Anyone who acts for the organisation.',
  allows: (user, params) => user.organisation_id !== null && user.organisation_id === params.organisation,
};

export const administerInstallation: Policy = {
  name: 'administerInstallation',
  sentence: 'System administrator at the host organisation.',
  allows: (user) => user.is_system_administrator,
};

export const administerOrganisation: Policy = {
  name: 'administerOrganisation',
  sentence: 'Administrator of the organisation or of one above it; system administrator.',
  allows: (user, params) => user.is_system_administrator || user.administers.includes(params.organisation ?? ''),
};
