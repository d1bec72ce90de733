import type { Profile } from '../profile.ts'

/** Casework of New York's council members, 2015 on: days only, NA for nothing, no places but areas. The office that keeps the account is the unit. */
export const nycCouncilComplaints: Profile = {
  name: 'nyc-council-complaints',
  zone: 'America/New_York',
  empty: ['NA', 'N/A', 'n/a', 'na'],
  missing_columns: 'allow',
  fields: {
    external_ref: { columns: ['unique_key'] },
    opened_at: { columns: ['opendate'], formats: ['YYYY-MM-DD'] },
    closed_at: { columns: ['closedate'], formats: ['YYYY-MM-DD'] },
    title: { columns: ['complaint_type', 'descriptor'], join: ': ' },
    category: { levels: [{ columns: ['complaint_type'], default: 'Unspecified' }, { columns: ['descriptor'] }] },
    unit: { levels: [{ columns: ['account'] }] },
    areas: [
      { level: 'district', name: { columns: ['borough'] } },
      { level: 'street', name: { columns: ['community_board'], pattern: '^\\d\\d .+$' } },
    ],
  },
  extra: ['zip', 'city', 'council_dist', 'community_board'],
}
