import type { Profile } from '../profile.ts'

/**
 * Boston's 311 export (data.boston.gov, 29 columns). Limits and dates stay as the city has them. Precincts nest in wards (their
 * first two digits), neighbourhoods in neither, so areas are ward and precinct and the neighbourhood is kept beside.
 */
export const boston311: Profile = {
  name: 'boston-311',
  zone: 'America/New_York',
  missing_columns: 'allow',
  fields: {
    external_ref: { columns: ['case_enquiry_id'] },
    opened_at: { columns: ['open_dt'], formats: ['YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DDTHH:mm:ss'] },
    due_at: { columns: ['target_dt', 'sla_target_dt'], formats: ['YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DDTHH:mm:ss'] },
    closed_at: { columns: ['closed_dt'], formats: ['YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DDTHH:mm:ss'] },
    status: { columns: ['case_status'], map: { Open: 'handling', Closed: 'closed' } },
    source: {
      columns: ['source'],
      map: {
        'Constituent Call': 'hotline', 'Employee Generated': 'patrol', 'Self Service': 'resident_web', 'Citizens Connect App': 'resident_app',
        'City Worker App': 'patrol', 'Maximo Integration': 'transfer', Twitter: 'media',
      },
      unmapped: 'empty',
    },
    title: { columns: ['case_title', 'type'] },
    category: { levels: [{ columns: ['subject'] }, { columns: ['reason'] }, { columns: ['type'] }] },
    unit: { levels: [{ columns: ['department'] }, { columns: ['queue'] }] },
    areas: [
      {
        level: 'district',
        code: { columns: ['precinct', 'ward'], pattern: '^(\\d\\d)\\d\\d[A-Z]?$|^(?:Ward )?0*(\\d+)$', pad: 2 },
        name: { columns: ['precinct', 'ward'], pattern: '^0*(\\d?\\d)\\d\\d[A-Z]?$|^(?:Ward )?0*(\\d+)$', prefix: 'Ward ' },
      },
      { level: 'street', code: { columns: ['precinct'] }, name: { columns: ['precinct'], prefix: 'Precinct ' } },
    ],
    position: {
      lon: { columns: ['longitude'] },
      lat: { columns: ['latitude'] },
      // The city's point for "no place": 4,775 requests of half a year, from all wards and none, lie on it.
      placeholders: [['-71.0587', '42.3594']],
    },
    address: { columns: ['location', 'location_street_name'] },
    closing_reason: { columns: ['closure_reason'] },
  },
  extra: [
    'ontime', 'neighborhood', 'ward', 'fire_district', 'pwd_district', 'city_council_district', 'police_district', 'neighborhood_services_district',
    'location_zipcode',
    'submittedphoto', 'closedphoto', 'source',
  ],
}
